// <skirmishes-embed src="…/embed/…" label="…" theme="auto">fallback</skirmishes-embed>: an embed as tall as its content.
// What stands inside the element is shown until the embed has loaded, and stays if it never does.
(() => {
  const SHORTEST = 100, TALLEST = 3000; // pixels
  const embeds = new URL("../embed/", document.currentScript.src).href; // addresses that may be shown
  if (customElements.get("skirmishes-embed")) return;

  class SkirmishesEmbed extends HTMLElement {
    connectedCallback() {
      const src = this.address();
      if (!src) return;
      if (!this.shadowRoot) this.addFrame(src);
      addEventListener("message", this);
    }

    disconnectedCallback() {
      removeEventListener("message", this);
    }

    address() {
      const text = this.getAttribute("src");
      if (!text || !URL.canParse(text, embeds)) return null;
      const url = new URL(text, embeds);
      if (this.hasAttribute("theme")) url.searchParams.set("theme", this.getAttribute("theme"));
      return url.href.startsWith(embeds) ? url.href : null;
    }

    addFrame(src) {
      const frame = document.createElement("iframe");
      frame.title = this.getAttribute("label") || "2024 Iran–Pakistan border skirmishes";
      frame.loading = "lazy";
      frame.referrerPolicy = "strict-origin-when-cross-origin";
      frame.setAttribute("sandbox", "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox");
      frame.style.cssText = "display: block; width: 100%; height: 1px; border: 0; color-scheme: normal";
      frame.src = src;
      this.frame = frame;
      this.fallback = document.createElement("slot");
      this.style.display = "block";
      this.attachShadow({ mode: "open" }).append(this.fallback, frame);
    }

    handleEvent({ origin, source, data }) {
      if (origin !== new URL(embeds).origin || source !== this.frame.contentWindow) return;
      if (data?.type !== "skirmishes:height" || !(data.height > 0)) return;
      this.frame.style.height = `${Math.min(Math.max(data.height, SHORTEST), TALLEST)}px`;
      this.fallback.remove();
    }
  }
  customElements.define("skirmishes-embed", SkirmishesEmbed);
})();
