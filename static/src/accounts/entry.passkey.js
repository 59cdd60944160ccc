// Passkeys (WebAuthn): a form asks the browser for a credential and sends it as JSON. What the server gives and takes
// carries bytes as base64url, as Web Authentication Level 3 writes credentials.
const bytes = (words) => Uint8Array.from(atob(words.replaceAll("-", "+").replaceAll("_", "/")), (one) => one.charCodeAt(0));
const words = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
const named = (list) => list?.map((one) => ({ ...one, id: bytes(one.id) }));

function readable(credential) {
  const { response } = credential;
  const found = { clientDataJSON: words(response.clientDataJSON) };
  for (const part of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (response[part]) found[part] = words(response[part]);
  }
  if (response.getTransports) found.transports = response.getTransports();
  const { id, type, authenticatorAttachment } = credential;
  const clientExtensionResults = credential.getClientExtensionResults();
  return { id, type, authenticatorAttachment, clientExtensionResults, rawId: words(credential.rawId), response: found };
}

async function create({ publicKey }, alone) {
  const wanted = { residentKey: alone ? "required" : "discouraged", requireResidentKey: alone };
  if (alone) wanted.userVerification = "required";
  return navigator.credentials.create({
    publicKey: {
      ...publicKey,
      challenge: bytes(publicKey.challenge),
      user: { ...publicKey.user, id: bytes(publicKey.user.id) },
      excludeCredentials: named(publicKey.excludeCredentials),
      authenticatorSelection: { ...publicKey.authenticatorSelection, ...wanted },
    },
  });
}

async function get({ publicKey }) {
  const asked = { ...publicKey, challenge: bytes(publicKey.challenge), allowCredentials: named(publicKey.allowCredentials) };
  return navigator.credentials.get({ publicKey: asked });
}

async function options(form) {
  const place = document.getElementById(form.dataset.passkeyOptions);
  if (place) return JSON.parse(place.textContent);
  const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`the server answered ${answer.status}`);
  return (await answer.json()).request_options;
}

async function prove(form) {
  const problem = form.querySelector("[data-passkey-error]");
  problem.hidden = true;
  try {
    const asked = await options(form);
    const making = form.dataset.passkey === "create";
    const made = making ? await create(asked, form.elements.passwordless.checked) : await get(asked);
    form.elements.credential.value = JSON.stringify(readable(made));
    form.submit();
  } catch {
    problem.hidden = false;
  }
}

for (const form of document.querySelectorAll("[data-passkey]")) {
  if (!window.PublicKeyCredential) form.hidden = true;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    prove(form);
  });
}
