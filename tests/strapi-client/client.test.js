// Strapi's own JavaScript client against the REST content API: what it sends is understood, what it is answered it
// understands.

import assert from "node:assert/strict";
import { after, suite, test } from "node:test";

import { strapi } from "@strapi/client";

import { tokens, url } from "../server.js";

const connect = (auth) => strapi({ baseURL: `${url}/api`, auth });
const editor = connect(tokens.full_access);
const reader = connect(tokens.read_only);
const custom = connect(tokens.custom);

suite("@strapi/client on a collection", () => {
  const authors = editor.collection("authors");
  const made = [];
  after(() => Promise.all(made.map((documentId) => authors.delete(documentId))));

  test("find answers a page of entries", async () => {
    const { data, meta } = await reader.collection("articles").find();
    assert.equal(data.length, meta.pagination.total);
    assert.deepEqual(meta.pagination, { page: 1, pageSize: 25, pageCount: 1, total: 22 });
  });

  test("find takes every parameter", async () => {
    const { data, meta } = await reader.collection("articles").find({
      fields: ["title", "publishDate"],
      filters: { $or: [{ title: { $containsi: "soil" } }, { author: { name: { $in: ["Ada Ferreira"] } } }], publishDate: { $lt: new Date() } },
      sort: ["publishDate:desc", "title"],
      populate: { author: { fields: ["name"] }, categories: { sort: "name", filters: { name: { $ne: "Soil" } } } },
      pagination: { page: 1, pageSize: 3, withCount: true },
      status: "published",
    });
    assert.equal(data.length, 3);
    assert.ok(meta.pagination.total >= 4);
    const days = data.map((entry) => entry.publishDate);
    assert.deepEqual(days, days.toSorted().reverse());
    assert.deepEqual(Object.keys(data[0]), ["id", "documentId", "title", "publishDate", "author", "categories"]);
    assert.ok(data.every((entry) => entry.categories.every((category) => category.name !== "Soil")));
  });

  test("empty lists mean what they say", async () => {
    const articles = reader.collection("articles");
    const bare = await articles.find({ fields: [], sort: [], pagination: { limit: 1 } });
    assert.deepEqual(Object.keys(bare.data[0]), ["id", "documentId"]);
    const none = await articles.find({ filters: { title: { $in: [] } } });
    assert.deepEqual(none.data, []);
  });

  test("findOne answers one entry", async () => {
    const articles = reader.collection("articles");
    const [{ documentId, title }] = (await articles.find({ sort: "title" })).data;
    const { data } = await articles.findOne(documentId, { populate: "*", fields: "title" });
    assert.equal(data.title, title);
    assert.ok(data.author.name && Array.isArray(data.categories));
  });

  test("create, update and delete change an entry", async () => {
    const created = await authors.create({ name: "Client", email: "client@example.org" }, { fields: ["name"] });
    const { documentId } = created.data;
    made.push(documentId);
    assert.deepEqual(Object.keys(created.data), ["id", "documentId", "name"]);
    const updated = await authors.update(documentId, { bio: "Sends requests." });
    assert.deepEqual([updated.data.name, updated.data.bio], ["Client", "Sends requests."]);
    await authors.delete(documentId);
    await assert.rejects(authors.findOne(documentId), { name: "HTTPNotFoundError" });
  });

  test("relations are connected and disconnected", async () => {
    const { data: author } = await authors.create({ name: "Related" });
    made.push(author.documentId);
    const articles = editor.collection("articles");
    const { data: article } = await articles.create({ title: "Related", kind: "essay", author: author.documentId }, { status: "draft" });
    const options = { status: "draft", populate: ["author"] };
    const cleared = await articles.update(article.documentId, { author: { disconnect: [author.documentId] } }, options);
    assert.equal(cleared.data.author, null);
    const again = await articles.update(article.documentId, { author: { connect: [{ documentId: author.documentId }] } }, options);
    assert.equal(again.data.author.name, "Related");
    await articles.delete(article.documentId);
  });

  test("what an answer shows is chosen for writes as for reads", async () => {
    const articles = editor.collection("articles");
    const shown = { fields: ["title"], populate: { author: { fields: ["name"] }, categories: { count: true } } };
    const author = (await reader.collection("authors").find({ fields: ["name"] })).data[0];
    const data = { title: "Shown", kind: "essay", author: author.documentId };
    const created = (await articles.create(data, { ...shown, status: "draft" })).data;
    const { documentId } = created;
    assert.deepEqual(Object.keys(created), ["id", "documentId", "title", "author", "categories"]);
    assert.deepEqual([created.author.name, created.categories], [author.name, { count: 0 }]);
    const updated = (await articles.update(documentId, { rating: 3 }, { fields: ["rating"], status: "draft" })).data;
    assert.deepEqual(updated, { id: created.id, documentId, rating: 3 });
    await articles.delete(documentId, { status: "draft" });
    await assert.rejects(articles.findOne(documentId, { status: "draft" }), { name: "HTTPNotFoundError" });
    await articles.delete(documentId);
  });

  test("another path may be named", async () => {
    const { data } = await reader.collection("anything", { path: "/categories" }).find({ pagination: { limit: 1 } });
    assert.equal(data.length, 1);
  });

  test("a plugin's name or prefix stands before the path", async () => {
    for (const plugin of [{ name: "upload" }, { name: "anything", prefix: "upload" }]) {
      const files = await reader.collection("files", { plugin }).find({ pagination: { limit: 1 } });
      assert.ok(Array.isArray(files));
      await assert.rejects(reader.collection("nothing", { plugin }).find(), { name: "HTTPNotFoundError" });
    }
  });
});

suite("@strapi/client on a single type", () => {
  test("find and update", async () => {
    const homepage = editor.single("homepage");
    const before = (await homepage.find({ populate: { featuredArticle: { fields: ["title"] } } })).data;
    assert.ok(before.title && before.featuredArticle.title);
    const changed = await homepage.update({ intro: "Changed." }, { fields: ["intro"] });
    assert.equal(changed.data.intro, "Changed.");
    await homepage.update({ intro: before.intro });
  });

  test("delete, after which update makes it anew", async () => {
    const homepage = editor.single("homepage");
    const parts = ["featuredArticle", "sections", "links"];
    const { title, intro, featuredArticle, sections, links } = (await homepage.find({ populate: parts })).data;
    await homepage.delete();
    await assert.rejects(homepage.find(), { name: "HTTPNotFoundError" });
    const anew = (components) => components.map((component) => ({ ...component, id: undefined }));
    const again = { title, intro, featuredArticle: featuredArticle.documentId, sections: anew(sections), links: anew(links) };
    const made = await homepage.update(again, { fields: ["title"], populate: { featuredArticle: { fields: ["title"] } } });
    assert.deepEqual([made.data.title, made.data.featuredArticle.title], [title, featuredArticle.title]);
    const { data } = await homepage.find({ populate: parts });
    assert.deepEqual([anew(data.sections), anew(data.links)], [anew(sections), anew(links)]);
  });
});

suite("@strapi/client on files", () => {
  // One red pixel.
  const PNG = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==", "base64");
  const info = { alternativeText: "A dot", caption: "Red" };

  test("upload, find, findOne, update and delete", async () => {
    const [file] = await editor.files.upload(PNG, { filename: "dot.png", mimetype: "image/png", fileInfo: info });
    assert.deepEqual([file.name, file.mime, file.width, file.alternativeText], ["dot.png", "image/png", 1, "A dot"]);
    const found = await reader.files.find({ filters: { mime: { $contains: "image" } }, sort: "name:asc" });
    assert.deepEqual(found.map((one) => one.id), [file.id]);
    assert.equal((await reader.files.findOne(file.id)).caption, "Red");
    const updated = await editor.files.update(file.id, { name: "spot.png", caption: "Still red" });
    assert.deepEqual([updated.name, updated.caption, updated.alternativeText], ["spot.png", "Still red", "A dot"]);
    const bytes = await fetch(`${url}${updated.url}`);
    assert.equal(bytes.headers.get("content-type"), "image/png");
    assert.ok(PNG.equals(Buffer.from(await bytes.arrayBuffer())));
    assert.equal((await editor.files.delete(file.id)).id, file.id);
    await assert.rejects(reader.files.findOne(file.id), { name: "FileNotFoundError", fileId: file.id });
  });

  test("a blob is a file too", async () => {
    const [file] = await editor.files.upload(new Blob(["words"], { type: "text/plain" }));
    assert.deepEqual([file.mime, file.formats], ["text/plain", null]);
    await editor.files.delete(file.id);
  });

  test("what is not granted is forbidden", async () => {
    await assert.rejects(reader.files.upload(new Blob(["words"])), { name: "FileForbiddenError" });
    await assert.rejects(reader.files.update(1, info), { name: "FileForbiddenError" });
    await assert.rejects(reader.files.delete(1), { name: "FileForbiddenError" });
    await assert.rejects(custom.files.find(), { name: "FileForbiddenError" });
    await assert.rejects(editor.files.update(999_999, info), { name: "FileNotFoundError" });
  });
});

suite("@strapi/client's errors", () => {
  test("each status has its class", async () => {
    const articles = reader.collection("articles");
    await assert.rejects(articles.find({ filters: { bogus: 1 } }), { name: "HTTPBadRequestError" });
    await assert.rejects(articles.find({ populate: [] }), { name: "HTTPBadRequestError" });
    await assert.rejects(editor.collection("articles").update("unknown", {}), { name: "HTTPNotFoundError" });
    await assert.rejects(editor.collection("articles").create({ title: 3 }), (error) => {
      assert.equal(error.name, "HTTPBadRequestError");
      assert.equal(error.response.status, 400);
      return true;
    });
    await assert.rejects(articles.create({ title: "x" }), { name: "HTTPForbiddenError" });
    await assert.rejects(articles.findOne("unknown"), { name: "HTTPNotFoundError" });
    await assert.rejects(custom.collection("articles").find({ fields: ["price"] }), { name: "HTTPForbiddenError" });
    await assert.rejects(connect(tokens.expired).collection("articles").find(), { name: "HTTPAuthorizationError" });
    await assert.rejects(connect("kw_wrong").collection("articles").find(), { name: "HTTPAuthorizationError" });
  });

  test("fetch reaches any path of the API", async () => {
    const response = await reader.fetch("/articles?pagination[limit]=1");
    assert.equal((await response.json()).data.length, 1);
    const headers = { "Strapi-Response-Format": "v4" };
    const old = await reader.fetch("/articles?fields=title&pagination[limit]=1", { headers });
    assert.deepEqual(Object.keys((await old.json()).data[0]), ["id", "documentId", "attributes"]);
    const body = JSON.stringify({ data: { name: "Fetched" } });
    const made = await editor.fetch("/authors", { method: "POST", headers: { "content-type": "application/json" }, body });
    await editor.collection("authors").delete((await made.json()).data.documentId);
  });
});
