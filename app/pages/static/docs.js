// Starts Swagger UI on this server's own OpenAPI document: shorter, easier to search, and dark if the reader's system is.

const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

// Text of the document as HTML. It has no blank line, so that Swagger UI's Markdown leaves it as it is.
function html(text) {
  return text.replace(/[&<>]/g, (character) => ENTITIES[character]).replace(/`([^`]*)`/g, "<code>$1</code>");
}

// The values that a parameter takes, each with its meaning or name, if they are a list.
function valuesOf(parameter, document) {
  const words = (parameter.schema.items ?? parameter.schema).$ref?.split("/").at(-1);
  const values = words ? document.components.schemas[words]["x-enumDescriptions"] : null;
  return Object.entries(values ?? document["x-values"]?.[parameter["x-values-of"]] ?? {});
}

// The question that a parameter answers, the first sentence of its description and an example; the rest is folded.
function describe(parameter, document) {
  const [, first, rest] = parameter.description.match(/^(.*?\.)(?:\s+(.*))?$/s);
  const values = valuesOf(parameter, document);
  const items = values.map(([value, meaning]) => `<li><code>${html(value)}</code> ${html(meaning)}</li>`);
  const label = values.length ? `The ${values.length} values${rest ? ", and more" : ""}` : "More";
  const folded = (rest ? `<p>${html(rest)}</p>` : "") + (items.length ? `<ul>${items.join("")}</ul>` : "");
  const example = html([parameter.schema.examples[0]].flat().join(", "));
  const group = parameter["x-most-used"] ? `<b>${parameter["x-group"]}.</b> ` : "";  // others stand under a heading
  return `<div><p>${group}${html(first)} Example: <code>${example}</code></p>${
    folded && `<details><summary>${label}</summary>${folded}</details>`
  }</div>`;
}

// The schema of a parameter. "Add string item" adds the example, where it would make up a text from the pattern.
function prepareSchema(schema) {
  if (schema.items?.type !== "string") return schema;
  const { pattern, ...items } = schema.items;
  return { ...schema, items: { ...items, example: schema.examples[0][0] } };
}

// A parameter as it is shown. Only what is required is filled in, so that "Execute" sends no other filters.
function prepareParameter(parameter, operation, document) {
  const description = describe(parameter, document);
  const example = parameter.required ? { example: [parameter.schema.examples[0]].flat().join(", ") } : {};
  const schema = prepareSchema(parameter.schema);
  return { ...parameter, schema, description, ...example, "x-operation": operation.operationId };
}

// Parameters that are not among the most used are folded by group; the first of each group carries the heading.
function foldGroups(parameters) {
  const folded = parameters.filter((parameter) => !parameter["x-most-used"]);
  const isFirst = (parameter) => folded.find((other) => other["x-group"] === parameter["x-group"]) === parameter;
  const names = (group) => folded.filter((other) => other["x-group"] === group).map(({ name }) => name);
  return parameters.map((parameter) => ({
    ...parameter,
    "x-folded": folded.includes(parameter),
    ...(isFirst(parameter) ? { "x-heading": names(parameter["x-group"]).join(", ") } : {}),
  }));
}

// The successful response, and one row for all errors, each with a link to its explanation.
function foldErrors(responses) {
  const errors = Object.entries(responses).filter(([status]) => status >= "400");
  const links = errors.flatMap(([status, { $ref }]) =>
    $ref.split("/").at(-1).split(".").map((name) => `[${status} ${name.replaceAll("-", " ")}](problems/${name})`));
  const row = links.length ? { default: { description: `Errors, each explained: ${links.join(" · ")}` } } : {};
  return { 200: responses[200], ...row };
}

// The document as it is shown: what is for readers, with requests to the server under the name in the address bar.
function prepare(document) {
  const server = new URL(".", window.location).href;
  const base = document.servers[0].url;
  const operations = Object.entries(document.paths).filter(([, { get }]) => !get["x-internal"]);
  const paths = operations.map(([path, { get }]) => {
    const parameters = foldGroups(get.parameters.map((parameter) => prepareParameter(parameter, get, document)));
    const samples = (get["x-codeSamples"] ?? []).map((sample) =>
      ({ ...sample, source: sample.source.replaceAll(`${base}/`, server) }));
    return [path, { get: { ...get, parameters, responses: foldErrors(get.responses), "x-codeSamples": samples } }];
  });
  const used = new Set(operations.flatMap(([, { get }]) => get.tags));
  const tags = document.tags.filter(({ name }) => used.has(name));
  return { ...document, paths: Object.fromEntries(paths), tags, servers: [{ url: server }] };
}

// The operations in which all words of the phrase occur: in the address, the texts, the parameters or their values.
function findOperations(tags, phrase) {
  const words = phrase.toLowerCase().split(/\s+/);
  const matches = (tag, operation) => {
    const text = `${tag} ${JSON.stringify(operation.deleteIn(["operation", "responses"]))}`.toLowerCase();
    return words.every((word) => text.includes(word));
  };
  return tags
    .map((tag, name) => tag.update("operations", (list) => list.filter((operation) => matches(name, operation))))
    .filter((tag) => tag.get("operations").size > 0);
}

// Whether something is open, as Swagger UI itself remembers it, and what opens or closes it.
function useShown({ React, getStore, layoutSelectors, layoutActions }, key) {
  const isShown = React.useSyncExternalStore(getStore().subscribe, () => layoutSelectors.isShown(key, false));
  return [isShown, () => layoutActions.show(key, !isShown)];
}

// A parameter, under the heading of its group if it is the first of one.
function groupedRow(Row, system) {
  const { React } = system;
  return function GroupedRow(properties) {
    const { rawParam: parameter, pathMethod } = properties;
    const group = parameter.get("x-group");
    const [isShown, toggle] = useShown(system, ["group", ...pathMethod, group]);
    React.useEffect(() => {
      const row = `[id$="-${parameter.get("x-operation")}"] tr[data-param-name="${parameter.get("name")}"]`;
      for (const field of document.querySelectorAll(`${row} :is(input, select, textarea)`)) {
        field.setAttribute("aria-label", parameter.get("name"));
      }
    });
    const heading = parameter.has("x-heading") && React.createElement("tr", { className: "group" },
      React.createElement("th", { colSpan: 2, scope: "colgroup" },
        React.createElement("button", { type: "button", "aria-expanded": isShown, onClick: toggle },
          React.createElement("b", null, group), " ", React.createElement("span", null, parameter.get("x-heading")))));
    const row = (isShown || !parameter.get("x-folded")) && React.createElement(Row, properties);
    return React.createElement(React.Fragment, null, heading, row);
  };
}

// Code in a box that can be scrolled by keyboard.
function scrollableCode(Code, { React }) {
  return function ScrollableCode(properties) {
    return React.createElement("div", { className: "code", tabIndex: 0 }, React.createElement(Code, properties));
  };
}

// The lines to copy of an operation, and below them its responses.
function samplesAndResponses(Responses, { React, specSelectors }) {
  return function SamplesAndResponses(properties) {
    const samples = specSelectors.specJson().getIn(["paths", properties.path, properties.method, "x-codeSamples"]);
    const lines = samples.map((sample) => React.createElement(Sample, { key: sample.get("label"), React, sample }));
    return React.createElement(React.Fragment, null,
      samples.size > 0 && React.createElement("section", { className: "samples", "aria-label": "Lines to copy" }, lines),
      React.createElement(Responses, properties));
  };
}

// A line to copy, with a button where the browser lets a page write to the clipboard.
function Sample({ React, sample }) {
  const [isCopied, setCopied] = React.useState(false);
  const label = isCopied ? "Copied" : "Copy";
  const copy = () => navigator.clipboard.writeText(sample.get("source")).then(() => setCopied(true));
  return React.createElement("div", { className: "sample" },
    React.createElement("span", null, sample.get("label")),
    React.createElement("pre", { tabIndex: 0 }, React.createElement("code", null, sample.get("source"))),
    navigator.clipboard && React.createElement("button",
      { type: "button", "aria-label": `${label} the line for ${sample.get("label")}`, onClick: copy }, label));
}

// The box that finds operations.
function filterBox({ React, layoutSelectors, layoutActions, specSelectors }) {
  return function FilterBox() {
    const phrase = layoutSelectors.currentFilter();
    const isEmpty = specSelectors.taggedOperations().size === 0;
    return React.createElement("div", { className: "wrapper find" },
      React.createElement("label", { htmlFor: "find" }, "Find operations, parameters and values"),
      React.createElement("input", {
        id: "find",
        type: "search",
        value: typeof phrase === "string" ? phrase : "",
        onChange: (event) => layoutActions.updateFilter(event.target.value),
      }),
      React.createElement("p", { role: "status" }, isEmpty ? "Nothing has all these words." : ""));
  };
}

const plugin = (system) => ({
  components: { FilterContainer: filterBox(system) },
  fn: { opsFilter: findOperations },
  statePlugins: { spec: { wrapActions: { updateJsonSpec: (update) => (document) => update(prepare(document)) } } },
  wrapComponents: { HighlightCode: scrollableCode, parameterRow: groupedRow, responses: samplesAndResponses },
});

const darkScheme = window.matchMedia("(prefers-color-scheme: dark)");
const followScheme = () => document.documentElement.classList.toggle("dark-mode", darkScheme.matches);
darkScheme.addEventListener("change", followScheme);
followScheme();

window.ui = SwaggerUIBundle({
  url: "openapi.json",
  dom_id: "#docs",
  deepLinking: true,
  docExpansion: "list",
  defaultModelsExpandDepth: -1, // the schemas of answers are shown with each answer
  displayRequestDuration: true,
  filter: true,
  validatorUrl: null, // no request to another site
  plugins: [plugin],
});
