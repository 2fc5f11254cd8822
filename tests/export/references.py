"""Reads the references and feeds of a site with libraries that others use: rispy, citeproc-py, feedparser."""

import json
import sys
import warnings
from pathlib import Path

import feedparser
import rispy
from citeproc.source.json import CiteProcJSON


def main():
    site, faults = Path(sys.argv[1]), []
    for ris in sorted(site.glob("**/citations.ris")):
        csl = json.loads(ris.with_suffix(".json").read_text(encoding="utf-8"))
        with ris.open(encoding="utf-8", newline="") as file:
            read = rispy.load(file)
        if [one["title"] for one in read] != [" ".join(one["title"].split()) for one in csl] or not read:
            faults.append(f"{ris}: other titles than in CSL-JSON")
        for one in read:
            if one["type_of_reference"] != "ELEC" or not one.get("urls") or one.get("unknown_tag"):
                faults.append(f"{ris}: {one}")
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            known = CiteProcJSON(csl)
        if len(known) != len(csl):
            faults.append(f"{ris.with_suffix('.json')}: {len(csl)} references, {len(known)} are read")
    feeds = [path for path in sorted(site.glob("**/*.xml")) if path.name in ("feed.xml", "corrections.xml")]
    for path in feeds:
        feed = feedparser.parse(path.read_bytes())
        ids = [entry.id for entry in feed.entries]
        if feed.bozo or feed.version != "atom10" or len(set(ids)) != len(ids):
            faults.append(f"{path}: {feed.get('bozo_exception') or feed.version}")
        for entry in feed.entries:
            if not entry.id.startswith("tag:") or not entry.link.startswith("https://") or not entry.updated:
                faults.append(f"{path}: {entry.id}")
    for fault in faults[:20]:
        print(fault)
    if faults or not feeds:
        sys.exit(f"{len(faults)} faults in references and feeds")
    print(f"{len(feeds)} feeds and the references of all pages: nothing wrong")


main()
