// A newcomer's time zone is the browser's, until they choose another.
const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
for (const select of document.querySelectorAll("select[data-guess-zone]")) {
  if (select.value === "UTC" && [...select.options].some((option) => option.value === here)) select.value = here;
}
