#!/usr/bin/env python3
"""Writes `terms.txt`: what schema.org says of the types that pages use.

    npm pack schema-dts@2.1.0 && tar xzf schema-dts-2.1.0.tgz
    python3 tests/schema-org/make.py package/dist/schema.d.ts

In: the vocabulary as the npm package `schema-dts` has it, which is made from schema.org's own files. Out: each type with the
type it extends, and its properties with what may stand there. A type that pages come to use is added to `USED`.
"""

import re
import sys
from pathlib import Path

USED = """AdministrativeArea Action Article BreadcrumbList Claim CorrectionComment CreativeWork DefinedTerm Event GovernmentOrganization
Legislation ListItem NewsArticle NewsMediaOrganization Organization Person Place Report Thing WebPage WebSite Book Chapter Collection
SocialMediaPosting VideoObject AudioObject PerformingGroup NGO Dataset Map PublicationIssue PublicationVolume Periodical Manuscript
ScholarlyArticle Thesis Patent CourtHouse ImageObject Product SoftwareSourceCode Message ArchiveComponent Conversation Clip Game
BlogPosting Blog MusicRecording Newspaper ClaimReview Rating""".split()


def main():
    text = Path(sys.argv[1]).read_text(encoding="utf-8")
    extends, properties = {}, {}
    for name, parents, body in re.findall(r"^(?:export )?interface (\w+) extends ([\w, ]+?) \{\n(.*?)^\}", text, re.M | re.S):
        extends[name] = [parent.strip() for parent in parents.split(",")]
        properties[name] = re.findall(r'^    "([\w-]+)"\?: SchemaValue<(.*?), "[\w-]+">;', body, re.M)
    properties["ThingBase"] = re.findall(
        r'^    "([\w-]+)"\?: SchemaValue<(.*?), "[\w-]+">;', re.search(r"^interface ThingBase[^{]*\{\n(.*?)^\}", text, re.M | re.S)[1], re.M
    )
    wanted, lines = [f"{name}Leaf" for name in USED if f"{name}Leaf" in extends], []
    seen = set()
    while wanted:
        name = wanted.pop(0)
        if name in seen:
            continue
        seen.add(name)
        parents = [parent for parent in extends.get(name, []) if parent.endswith(("Base", "Leaf"))]
        wanted += parents
        plain = name.removesuffix("Leaf")
        if name.endswith("Leaf"):
            lines.append(f"{plain} < {' '.join(parents)}")
        elif parents:
            lines.append(f"{name} < {' '.join(parents)}")
        for field, ranges in properties.get(name, []):
            allowed = [one.strip() for one in ranges.split("|") if one.strip() != "IdReference"]
            lines.append(f"{name} . {field} : {' '.join(allowed)}")
    head = "# Written by make.py from schema-dts 2.1.0 (Apache-2.0), which is made from schema.org (CC BY-SA 3.0). Do not edit.\n"
    Path(__file__).with_name("terms.txt").write_text(head + "\n".join(sorted(lines)) + "\n", encoding="utf-8")


main()
