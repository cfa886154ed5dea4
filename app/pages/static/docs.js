// Starts Swagger UI on this server's own OpenAPI document.

// Shows the example of each parameter; fills in only those that must be given, so that "Execute" asks one thing.
function withExample(parameter) {
  const example = [parameter.schema.examples[0]].flat().join(", ");
  const description = `${parameter.description}\n\nExample: \`${example}\``;
  return parameter.required ? { ...parameter, description, example } : { ...parameter, description };
}

// Asks the server that the page came from, by whatever name it was reached.
function prepared(document) {
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
  validatorUrl: null, // no other site is asked
  plugins: [
    { statePlugins: { spec: { wrapActions: { updateJsonSpec: (update) => (document) => update(prepared(document)) } } } },
  ],
});
