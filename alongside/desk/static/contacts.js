// The page of a call. Nothing here is needed: without it, buttons do the same.
"use strict";

const call = document.getElementById("call");
let goingTo = "";  // the part to which the keyboard goes once it has come
const coming = new Set();  // the parts that were asked for and have not come

// The keyboard goes to a field, or to the chosen or first choice of a group; to what is
// being asked for, once it is there.
function go(id) {
  goingTo = coming.has(id) ? id : "";
  if (goingTo) return;
  const place = document.getElementById(id);
  const inside = place && (place.querySelector("input:checked") || place.querySelector("input:not([type=hidden])"));
  const target = place && place.matches("input, select, textarea, button") ? place : inside;
  if (target) target.focus();
}

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
  pick(list, chosenBy(event.key, [...list.querySelectorAll("input[type=radio]")]), event);
});

function pick(list, found, event) {
  if (!found.length) return;
  event.preventDefault();
  // Several begin with the letter: each press goes to the next of them, and stays there.
  const next = found[(found.indexOf(document.activeElement) + 1) % found.length];
  next.checked = true;
  next.focus();
  next.dispatchEvent(new Event("change", { bubbles: true }));
  if (found.length === 1) go(next.dataset.then || whereNext(next) || list.dataset.then);
}

// What has fields of its own leads to them.
function whereNext(choice) {
  const fields = [...call.querySelectorAll(`[data-when="${choice.name}"]`)];
  const own = fields.find((each) => each.dataset.is.split(" ").includes(choice.value));
  const first = own && choice.value && own.querySelector("input, select, textarea");
  return first ? first.id : "";
}

// Enter in a search goes on to what it found, waiting for it where it has to.
function seek(field, part) {
  if (field.dataset.found !== field.value) htmx.trigger(field, "seek");
  go(part);
}

document.addEventListener("htmx:beforeRequest", (event) => coming.add(event.detail.target.id));
document.addEventListener("htmx:configRequest", (event) => {
  if (event.target.dataset.seeks) event.target.dataset.asked = event.target.value;
});
document.addEventListener("htmx:afterSettle", (event) => {
  const field = call.querySelector(`[data-seeks="${event.target.id}"]`);
  if (field) field.dataset.found = field.dataset.asked;
  coming.delete(event.target.id);
  show();
  if (goingTo) go(goingTo);
});

// Fields that belong to one choice stand there only while it is chosen.
function show() {
  for (const part of document.querySelectorAll("[data-when]")) {
    const chosen = call.querySelector(`[name="${part.dataset.when}"]:checked`);
    part.hidden = !chosen || !part.dataset.is.split(" ").includes(chosen.value);
  }
}
call.addEventListener("change", show);
show();
for (const button of call.querySelectorAll(".seek button")) button.hidden = true;

// What could not be kept is said; it stands in the form, and is tried again as you type.
const kept = document.getElementById("kept");
function notKept() {
  kept.textContent = "Not kept just now: the desk does not answer.";
  coming.clear();
}
document.addEventListener("htmx:sendError", notKept);
document.addEventListener("htmx:responseError", notKept);
document.addEventListener("htmx:beforeSwap", (event) => {
  const asked = event.detail.requestConfig.path;
  if (event.detail.xhr.responseURL.endsWith(asked)) return;
  event.detail.shouldSwap = false;
  kept.textContent = "You were signed out. Send this now: it is kept until you have signed in again.";
});
