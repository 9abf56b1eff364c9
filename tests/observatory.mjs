/* Runs the analyser of MDN's HTTP Observatory over answers that it is given, and asks no network.

   Its own scan wants a host with a certificate. What it would have found is read from standard
   input: [{url, status, headers: [[name, value]], body, redirected}], where `redirected` is the
   chain of [url, status] that plain http began. Written: {url: {score, faults}}, as its scanner
   counts them. */

import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const observatory = join(process.argv[2], "node_modules/@mdn/mdn-http-observatory");
// Written by a script of its installation: the list of preloaded hosts. Ours is none of them.
writeFileSync(join(observatory, "conf/hsts-preload.json"), "{}");
const part = (path) => import(join(observatory, "src", path));
const { ALL_TESTS } = await part("constants.js");
const { MINIMUM_SCORE_FOR_EXTRA_CREDIT } = await part("grader/charts.js");
const { getScoreModifier } = await part("grader/grader.js");
const { parseHttpEquivHeaders } = await part("retriever/utils.js");
const { HTML_TYPES, Requests } = await part("types.js");
const required = createRequire(join(observatory, "src/index.js"));
const { CookieJar } = required("tough-cookie");
const { AxiosHeaders } = required("axios");

function requests({ url, status, headers, body, redirected }) {
  const jar = new CookieJar();
  const gathered = {};
  for (const [name, value] of headers.map(([name, value]) => [name.toLowerCase(), value])) {
    if (name === "set-cookie") jar.setCookieSync(value, url);
    gathered[name] = name in gathered ? [gathered[name], value].flat() : value;
  }
  const found = new Requests(new URL(url).hostname);
  const response = { status, headers: new AxiosHeaders(gathered), verified: true };
  const isPage = HTML_TYPES.has(gathered["content-type"]?.split(";")[0]);
  response.httpEquiv = isPage ? parseHttpEquivHeaders(body, url) : new Map();
  const route = redirected.map(([url, status]) => ({ url: new URL(url), status }));
  Object.assign(found.responses, {
    auto: response, https: response, cors: response, http: response, httpRedirects: route,
  });
  found.resources.path = body;
  found.session = { url: new URL(url), jar };
  return found;
}

function judge(answer) {
  const found = requests(answer);
  const results = ALL_TESTS.map((test) => test(found));
  const modifiers = results.map(({ result }) => getScoreModifier(result));
  const sum = (numbers) => numbers.reduce((total, number) => total + number, 100);
  const uncurved = sum(modifiers.filter((number) => number < 0));
  const score = uncurved >= MINIMUM_SCORE_FOR_EXTRA_CREDIT ? sum(modifiers) : uncurved;
  const faults = results.filter(({ pass }) => !pass).map(({ result }) => result);
  return { score, faults };
}

const answers = JSON.parse(readFileSync(0, "utf8"));
console.log(JSON.stringify(Object.fromEntries(answers.map((a) => [a.url, judge(a)]))));
