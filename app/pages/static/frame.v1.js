// Tells the page around this frame how tall the embed is, and lets WordPress follow its links.
(() => {
  if (window.parent === window) return;
  const secret = new URLSearchParams(location.hash.slice(2)).get("secret"); // WordPress: #?secret=…
  const child = new URLSearchParams(location.search).get("childId"); // pym.js
  const send = (message) => window.parent.postMessage(message, "*"); // a height is no secret
  let last = 0;
  const tell = (always) => {
    const height = Math.ceil(document.documentElement.getBoundingClientRect().height);
    if (height === last && !always) return;
    last = height;
    send({ type: "skirmishes:height", version: 1, height });
    send({ sentinel: "amp", type: "embed-size", height });
    send(JSON.stringify({ src: location.href, context: "iframe.resize", height })); // Embedly, Datawrapper
    if (secret) send({ message: "height", value: height, secret });
    if (child) send(`pymxPYMx${child}xPYMxheightxPYMx${height}`);
  };
  new ResizeObserver(() => tell(false)).observe(document.documentElement);
  addEventListener("load", () => tell(true));
  addEventListener("message", (event) => {
    if (event.data && event.data.message === "ready") tell(true); // WordPress
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    if (secret && link) {
      event.preventDefault();
      send({ message: "link", value: link.href, secret });
    }
  });
  tell(true);
})();
