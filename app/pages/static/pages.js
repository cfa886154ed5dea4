// Copies a text with its attribution. Without this script the text can be selected and copied by hand.
for (const button of document.querySelectorAll("button[data-copy]")) {
  const text = document.getElementById(button.dataset.copy);
  const label = button.textContent;
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text.textContent.trim());
      button.textContent = "Copied";
    } catch {
      if (text.parentElement.tagName === "DETAILS") text.parentElement.open = true;
      getSelection().selectAllChildren(text);
      button.textContent = "Selected: press Ctrl+C";
    }
    setTimeout(() => (button.textContent = label), 3000);
  });
}

// The preview of an embed becomes as tall as the embed.
const preview = document.querySelector(".preview iframe");
addEventListener("message", ({ source, data }) => {
  if (preview && source === preview.contentWindow && data?.type === "skirmishes:height") preview.height = data.height;
});
