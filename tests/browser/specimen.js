// A content type with an attribute of every kind, and an entry of it as it is typed and as it is stored.

import { pick } from "./content.js";
import { manage } from "./panel.js";

const FACT = {
  uid: "specimen.fact",
  collectionName: "components_specimen_facts",
  info: { displayName: "Fact" },
  attributes: { label: { type: "string", required: true }, count: { type: "integer" } },
};
const NOTE = {
  uid: "specimen.note",
  collectionName: "components_specimen_notes",
  info: { displayName: "Note" },
  attributes: { text: { type: "text" }, label: { type: "boolean" } },
};

/** A content type with an attribute of every kind. */
const SPECIMEN = {
  kind: "collectionType",
  collectionName: "specimens",
  info: { singularName: "specimen", pluralName: "specimens", displayName: "Specimen" },
  options: { draftAndPublish: true },
  attributes: {
    title: { type: "string", required: true, minLength: 3, maxLength: 40 },
    slug: { type: "uid", targetField: "title" },
    summary: { type: "text" },
    body: { type: "richtext" },
    contact: { type: "email" },
    phrase: { type: "password" },
    level: { type: "enumeration", enum: ["easy", "very hard"] },
    stock: { type: "integer", min: 1, max: 9 },
    serial: { type: "biginteger" },
    weight: { type: "float" },
    price: { type: "decimal" },
    fresh: { type: "boolean" },
    day: { type: "date" },
    hour: { type: "time" },
    moment: { type: "datetime" },
    extra: { type: "json" },
    parts: { type: "blocks" },
    maker: { type: "relation", relation: "manyToOne", target: "api::author.author" },
    topics: { type: "relation", relation: "manyToMany", target: "api::category.category" },
    fact: { type: "component", component: FACT.uid },
    facts: { type: "component", component: FACT.uid, repeatable: true },
    zone: { type: "dynamiczone", components: [FACT.uid, NOTE.uid] },
  },
};

/** Everything that an entry says, as a selection of GraphQL. */
export const EVERYTHING = `title slug summary body contact level stock serial weight price fresh day hour moment extra parts
  maker { name } topics { name } fact { label count } facts { label count }
  zone { __typename ... on ComponentSpecimenFact { label } ... on ComponentSpecimenNote { text flag: label } }`;

/** What [`fillEverything`] writes. */
export const WRITTEN = {
  title: "Größe & Maß",
  slug: "grosse-mass",
  summary: "Short",
  body: "# Long",
  contact: "ann@example.org",
  level: "very_hard",
  stock: 7,
  serial: "9007199254740993",
  weight: 1.25,
  price: 9.5,
  fresh: true,
  day: "2026-01-31",
  hour: "08:30:00.000",
  moment: "2026-01-31T10:00:05.000Z",
  extra: { k: [1] },
  parts: [{ type: "paragraph", children: [{ type: "text", text: "Hi" }] }],
  maker: { name: "Ada Ferreira" },
  topics: [{ name: "Soil" }, { name: "People" }],
  fact: { label: "only", count: 3 },
  facts: [
    { label: "first", count: null },
    { label: "second", count: 2 },
  ],
  zone: [{ __typename: "ComponentSpecimenNote", text: "noted", flag: true }],
};

/** Types a value into every input. */
export async function fillEverything(page) {
  await page.emulateMedia({ reducedMotion: "reduce" });
  const fill = async (label, text) => page.getByLabel(label, { exact: true }).fill(text);
  await page.getByLabel("Title").fill(WRITTEN.title);
  await page.getByRole("button", { name: "Make from title" }).click();
  await fill("Summary", WRITTEN.summary);
  await fill("Body", WRITTEN.body);
  await fill("Contact", WRITTEN.contact);
  await fill("Phrase", "Secret-1");
  await page.getByLabel("Level").selectOption("very hard");
  await fill("Stock", "7");
  await fill("Serial", WRITTEN.serial);
  await fill("Weight", "1.25");
  await fill("Price", "9.5");
  await page.getByLabel("Fresh").check({ force: true });
  await fill("Day", WRITTEN.day);
  await fill("Hour", "08:30");
  await fill("Moment", "2026-01-31T10:00:05");
  await fill("Extra", JSON.stringify(WRITTEN.extra));
  await fill("Parts", JSON.stringify(WRITTEN.parts));
  await pick(page, "Add to Maker", "ada", "Ada Ferreira");
  await pick(page, "Add to Topics", "soil", "Soil");
  await pick(page, "Add to Topics", "peo", "People");
  await page.getByRole("button", { name: "Add Fact", exact: true }).first().click();
  await page.getByLabel("Label").fill("only");
  await page.getByLabel("Count", { exact: true }).fill("3");
  const facts = page.getByRole("list", { name: "Facts" });
  for (const [index, label] of ["first", "second"].entries()) {
    await page.getByRole("button", { name: "Add to Facts" }).click();
    await facts.getByLabel("Label").nth(index).fill(label);
  }
  await facts.getByLabel("Count").nth(1).fill("2");
  await page.getByRole("button", { name: "Add Note" }).click();
  const zone = page.getByRole("list", { name: "Zone" });
  await zone.getByLabel("Text").fill("noted");
  await zone.getByLabel("Label").check({ force: true });
}

/** Runs `use` while the content type of specimens is there. */
export async function withSpecimens(use) {
  const make = "mutation ($definition: JSON!) { createContentType(input: {definition: $definition}) { plan { revision } } }";
  const drop = `mutation ($name: String!) {
    deleteContentType(singularName: $name, confirmDataLoss: true) { singularName }
  }`;
  for (const definition of [FACT, NOTE, SPECIMEN]) {
    await manage(make, { definition });
  }
  try {
    await use();
  } finally {
    for (const name of ["specimen", FACT.uid, NOTE.uid]) {
      await manage(drop, { name });
    }
  }
}
