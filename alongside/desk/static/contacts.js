// The page of a call. Nothing here is needed: without it, buttons do the same.
"use strict";

const call = document.getElementById("call");
let goingTo = "";  // the part to which the keyboard goes once it has come
let ahead = "";  // the keys pressed meanwhile, which choose in that part
const coming = new Map();  // how often each part was asked for and has not come
const asked = (id, more) => coming.set(id, Math.max((coming.get(id) || 0) + more, 0));

// The keyboard goes to a field, or to the chosen or first choice of a group; to what is
// being asked for, once it is there.
function go(id) {
  goingTo = coming.get(id) ? id : "";
  if (goingTo) return;
  const place = document.getElementById(id);
  const inside = place && (place.querySelector("input:checked") || place.querySelector("input:not([type=hidden])"));
  const target = place && place.matches("input, select, textarea, button") ? place : inside;
  if (target) target.focus();
  if (id === "id_caller_said") target.select();
}

// Somebody not known here: the name that was sought is who they say they are; a number is not.
call.addEventListener("change", (event) => {
  if (event.target.name !== "adult" || event.target.value) return;
  const said = document.getElementById("id_caller_said");
  const sought = document.getElementById("id_caller_sought").value.trim();
  if (!said.value && !/\d/.test(sought)) said.value = sought;
});

// What may be said is shown of the caller and the child that are chosen now, and of no other
// that was chosen a moment ago: until it has come, nothing is shown.
const WHOM = ["adult", "child", "identity"];
const card = document.getElementById("meanwhile");
let turns = 0, askedAt = 0;  // how often somebody else was chosen, and at which it was asked
call.addEventListener("change", (event) => {
  if (!WHOM.includes(event.target.name)) return;
  turns += 1;
  const looking = document.createElement("p");
  looking.textContent = "Looking up what may be said. Say nothing yet.";
  card.replaceChildren(looking);
});
document.addEventListener("htmx:configRequest", (event) => {
  if (event.detail.target === card) askedAt = turns;
});
document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.target === card && askedAt !== turns) event.detail.shouldSwap = false;
});

// Within a list of choices, and nowhere else, a number or a first letter chooses.
function chosenBy(key, choices) {
  const numbered = choices.filter((each, at) => (each.dataset.key || String(at + 1)) === key);
  if (numbered.length) return numbered;
  const word = (each) => each.labels[0].textContent.replace(/^[\s\d]+/, "").toLowerCase();
  return choices.filter((each) => word(each).startsWith(key.toLowerCase()));
}

call.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  const seeks = event.target.dataset.seeks;
  if (seeks && event.key === "Enter") {
    event.preventDefault();
    seek(event.target, seeks);
    return;
  }
  const list = event.target.type === "radio" && event.target.closest("[data-pick]");
  if (!list || event.key.length !== 1 || event.key === " ") return;
  if (goingTo) {
    event.preventDefault();
    ahead += event.key;
  } else if (pick(list, event.key)) event.preventDefault();
});

function pick(list, key) {
  const found = chosenBy(key, [...list.querySelectorAll("input[type=radio]")]);
  if (!found.length) return false;
  // Several begin with the letter: each press goes to the next of them, and stays there.
  const next = found[(found.indexOf(document.activeElement) + 1) % found.length];
  next.checked = true;
  next.focus();
  next.dispatchEvent(new Event("change", { bubbles: true }));
  if (found.length === 1) go(next.dataset.then || whereNext(next) || list.dataset.then);
  return true;
}

// What was typed ahead chooses now, key by key, until a part is waited for again.
function catchUp() {
  while (ahead && !goingTo) {
    const list = document.activeElement.closest("[data-pick]"), key = ahead[0];
    ahead = ahead.slice(1);
    if (list) pick(list, key);
  }
}

// What has fields of its own leads to them.
function whereNext(choice) {
  const fields = [...call.querySelectorAll(`[data-when="${choice.name}"]`)];
  const own = fields.filter((each) => each.dataset.is.split(" ").includes(choice.value));
  const [first] = own.map((each) => each.querySelector("input, select, textarea")).filter(Boolean);
  return first && choice.value ? first.id : "";
}

// Enter in a search goes on to what it found, waiting for it where it has to.
function seek(field, part) {
  if (field.dataset.found !== field.value) htmx.trigger(field, "seek");
  go(part);
}

document.addEventListener("htmx:beforeRequest", (event) => asked(event.detail.target.id, 1));
document.addEventListener("htmx:configRequest", (event) => {
  if (event.target.dataset.seeks) event.target.dataset.asked = event.target.value;
});
document.addEventListener("htmx:afterSettle", (event) => {
  const field = call.querySelector(`[data-seeks="${event.target.id}"]`);
  if (field) field.dataset.found = field.dataset.asked;
  asked(event.target.id, -1);
  show();
  if (goingTo) go(goingTo);
  catchUp();
});

// Fields that belong to one choice stand there only while it is chosen.
function show() {
  for (const part of document.querySelectorAll("[data-when]")) {
    const chosen = call.querySelector(`[name="${part.dataset.when}"]:checked`);
    part.hidden = !chosen || !part.dataset.is.split(" ").includes(chosen.value);
  }
  for (const part of document.querySelectorAll("[data-unless]")) {
    const chosen = call.querySelector(`[name="${part.dataset.unless}"]:checked`);
    part.hidden = Boolean(chosen) && part.dataset.is.split(" ").includes(chosen.value);
  }
}
call.addEventListener("change", show);
show();
for (const button of call.querySelectorAll(".seek button")) button.hidden = true;

// What could not be kept is said; it stands in the form, and is tried again as you type.
const kept = document.getElementById("kept");
function notKept(why) {
  kept.textContent = why;
  coming.clear();
  goingTo = ahead = "";
}
const noAnswer = "Not kept just now: the desk does not answer.";
document.addEventListener("htmx:sendError", () => notKept(noAnswer));
document.addEventListener("htmx:responseError", (event) => {
  const out = [401, 403].includes(event.detail.xhr.status);
  document.getElementById("signed-out").hidden = !out;
  notKept(out ? "Not kept just now: you were signed out." : noAnswer);
});
