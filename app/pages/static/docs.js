// Starts Swagger UI on this server's own OpenAPI document.

// Shows an example for each parameter but fills in only required ones, so that "Execute" sends no other filters.
function withExample(parameter) {
  const example = [parameter.schema.examples[0]].flat().join(", ");
  const description = `${parameter.description}\n\nExample: \`${example}\``;
  return parameter.required ? { ...parameter, description, example } : { ...parameter, description };
}

// Sends requests to the server the page came from, under the host name in the address bar.
function prepare(document) {
  for (const { get } of Object.values(document.paths)) get.parameters = get.parameters.map(withExample);
  return { ...document, servers: [{ url: new URL(".", window.location).href }] };
}

window.ui = SwaggerUIBundle({
  url: "openapi.json",
  dom_id: "#docs",
  deepLinking: true,
  docExpansion: "list",
  defaultModelsExpandDepth: 0,
  displayRequestDuration: true,
  filter: true,
  validatorUrl: null, // no request to another site
  plugins: [
    { statePlugins: { spec: { wrapActions: { updateJsonSpec: (update) => (document) => update(prepare(document)) } } } },
  ],
});
