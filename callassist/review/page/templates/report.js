"use strict";
// The page reads well without this: it adds a cursor, a line that says what is under it, and sound.
for (const call of document.querySelectorAll(".call")) {
  const strips = [...call.querySelectorAll(".strip")].map((box) => ({
    box,
    drawing: box.querySelector(".row"),
    start: Number(box.dataset.start),
    length: Number(box.dataset.length),
    levels: box.dataset.levels ? box.dataset.levels.split(",") : [],
  }));
  const turns = [...call.querySelectorAll(".line.turn")].map((line) => ({
    line, from: Number(line.dataset.s), to: Number(line.dataset.e),
  }));
  const readout = call.querySelector(".readout");
  const audio = call.querySelector("audio");
  const clock = (s) => {
    const two = (n) => String(n).padStart(2, "0");
    const whole = Math.floor(s), h = Math.floor(whole / 3600), m = Math.floor(whole / 60) % 60;
    return (h ? h + ":" + two(m) : m) + ":" + two(whole % 60);
  };
  const speaking = (s) => {
    let low = 0, high = turns.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (turns[middle].from <= s) low = middle + 1; else high = middle;
    }
    const near = turns.slice(Math.max(0, low - 4), low);
    return near.filter((turn) => s < turn.to);
  };
  const say = (strip, s) => {
    const parts = [clock(s)];
    const level = strip.levels[Math.floor((s - strip.start) / strip.length * strip.levels.length)];
    for (const { line } of speaking(s)) {
      parts.push(line.querySelector(".who").textContent + ": " + line.querySelector("p").textContent.trim());
    }
    if (level !== undefined) parts.splice(1, 0, "frustration " + level);
    readout.textContent = parts.join("  ·  ");
  };
  const cursor = document.createElement("div");
  cursor.className = "cursor";
  cursor.hidden = true;
  const point = (strip, s) => {
    if (cursor.parentNode !== strip.box) strip.box.append(cursor);
    const left = strip.drawing.getBoundingClientRect().left - strip.box.getBoundingClientRect().left;
    const x = left + strip.drawing.getBoundingClientRect().width * (s - strip.start) / strip.length;
    cursor.style.left = x + "px";
    cursor.style.height = strip.box.clientHeight + "px";
    cursor.hidden = false;
    say(strip, s);
  };
  const under = (strip, event) => {
    const frame = strip.drawing.getBoundingClientRect();
    const share = Math.min(1, Math.max(0, (event.clientX - frame.left) / frame.width));
    return strip.start + share * strip.length;
  };
  const go = (s) => {
    if (audio) { audio.currentTime = s; audio.play().catch(() => {}); return; }
    const turn = speaking(s).at(-1) ?? turns.findLast((each) => each.from <= s) ?? turns[0];
    if (turn) location.hash = turn.line.id;
  };
  for (const strip of strips) {
    strip.drawing.addEventListener("pointermove", (event) => point(strip, under(strip, event)));
    strip.drawing.addEventListener("click", (event) => {
      if (audio || !event.target.closest("a")) { event.preventDefault(); go(under(strip, event)); }
    });
  }
  if (!audio) continue;
  call.addEventListener("click", (event) => {
    const at = event.target.closest(".at[data-at]");
    if (at) go(Number(at.dataset.at));
  });
  let now = [];
  audio.addEventListener("timeupdate", () => {
    const s = audio.currentTime;
    const strip = strips.find((each) => s < each.start + each.length) ?? strips.at(-1);
    point(strip, s);
    for (const { line } of now) line.classList.remove("now");
    now = speaking(s);
    for (const { line } of now) line.classList.add("now");
  });
}
let closed = [];
addEventListener("beforeprint", () => {
  closed = [...document.querySelectorAll("details:not([open])")];
  for (const each of closed) each.open = true;
});
addEventListener("afterprint", () => { for (const each of closed) each.open = false; });
