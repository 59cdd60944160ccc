// Times of day as the person's own settings say, not as this machine's clock is set.
const { lang, dataset } = document.documentElement;

export function time(date) {
  return date.toLocaleTimeString(lang, {
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    timeZone: dataset.zone || undefined,
  });
}
