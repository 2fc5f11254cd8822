"""Reads the XML files named on standard input (a JSON list of paths) and prints what static.mjs asks of them, as JSON."""
import json
import sys
import xml.etree.ElementTree as tree

ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def facts(path):
    try:
        root = tree.parse(path).getroot()
    except tree.ParseError as error:
        return {"error": str(error)}
    entries = []
    if root.tag == ATOM + "feed":
        for item in [root, *root.iter(ATOM + "entry")]:
            texts = [part for name in ("content", "summary", "title", "subtitle") for part in item.findall(ATOM + name)]
            entries.append({
                "missing": [name for name in ("id", "title", "updated") if not (item.findtext(ATOM + name) or "").strip()],
                "id": item.findtext(ATOM + "id"),
                "html": [part.text or "" for part in texts if part.get("type") == "html"]
                + [tree.tostring(child, "unicode", method="html") for part in texts if part.get("type") == "xhtml" for child in part],
            })
    links = [[item.tag.split("}")[-1], item.get("rel") or "", item.get("href")] for item in root.iter()
             if item.get("href") and item.tag.split("}")[-1] == "link"]
    locs = [(loc.text or "").strip() for loc in root.iter(SITEMAP + "loc")]
    return {"root": root.tag, "locs": locs, "links": links, "entries": entries}


json.dump({path: facts(path) for path in json.load(sys.stdin)}, sys.stdout)
