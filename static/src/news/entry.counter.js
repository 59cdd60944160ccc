// How many characters are left, while somebody writes; the page counts by itself when it comes back from the server.
for (const line of document.querySelectorAll("[data-counter]")) {
  const field = document.getElementById(line.dataset.counter);
  const output = line.querySelector("output");
  const count = () => {
    // characters as people and Python count them, not UTF-16 units
    const left = Number(line.dataset.most) - [...field.value.trim()].length;
    output.value = String(left);
    line.classList.toggle("over", left < 0);
  };
  field.addEventListener("input", count);
  count();
}
