// Posts that arrive while the page is open count as read when somebody has had them in view, not before.
const LOOKED_AT = 1200; // ms in view, with the page in front
const posts = () => document.getElementById("posts");
const inView = new Map();

const eyes = new IntersectionObserver((entries) => {
  for (const { target, isIntersecting } of entries) {
    if (isIntersecting) inView.set(target, setTimeout(() => note(target), LOOKED_AT));
    else stop(target);
  }
}, { threshold: 0.4 });

function stop(post) {
  clearTimeout(inView.get(post));
  inView.delete(post);
}

function note(post) {
  if (document.visibilityState !== "visible" || !document.hasFocus()) {
    inView.set(post, setTimeout(() => note(post), LOOKED_AT)); // an untouched page reads nothing
    return;
  }
  eyes.unobserve(post);
  stop(post);
  const token = document.querySelector("input[name=csrfmiddlewaretoken]")?.value;
  const body = new URLSearchParams({ first: post.dataset.seq, last: post.dataset.seq, csrfmiddlewaretoken: token ?? "" });
  fetch(posts().dataset.readUrl, { method: "POST", body, credentials: "same-origin", keepalive: true }).catch(() => {
    post.dataset.unseen = ""; // it stays unread on the server; the next look tries again
    eyes.observe(post);
  });
}

document.addEventListener("live:renewed", (event) => {
  for (const post of event.detail.arrived) if (post.matches("article[data-new]:not([data-live-own])")) eyes.observe(post);
});
