// Print what reveal.js's Markdown plugin makes of a file: the HTML of its slides, notes among them.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [plugin, file] = process.argv.slice(2);
const { default: Markdown } = await import(pathToFileURL(plugin));
const { slidify, marked } = Markdown();
const slides = slidify(readFileSync(file, "utf-8"), {});
const drawn = slides.replace(/<script type="text\/template">([^]*?)<\/script>/g, (_, text) => marked(text));
process.stdout.write(drawn);
