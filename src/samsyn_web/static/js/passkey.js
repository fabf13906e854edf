// Keys (WebAuthn): offer them where the browser has them, and say it in words when one does not go.
for (const button of document.querySelectorAll("[data-needs-keys]")) {
  button.hidden = !window.PublicKeyCredential;
}
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  for (const words of document.querySelectorAll("[data-key-error]")) words.hidden = false;
});
