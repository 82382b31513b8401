import { Link } from "@tanstack/react-router";

import { Icon } from "../design/Icon";
import { useMay } from "../session/me";
import classes from "./Navigation.module.css";
import { SECTIONS } from "./sections";
import { useContentSections } from "./contentSections";

/** The sections that the person may see. */
export function Navigation({ onFollow }: { onFollow?: () => void }) {
  const may = useMay();
  const [start, ...others] = SECTIONS;
  const all = [...(start ? [start] : []), { title: "Content", sections: useContentSections() }, ...others];
  const groups = all.map(({ title, sections }) => ({
    title,
    sections: sections.filter((section) => !section.permission || may(section.permission)),
  }));

  return (
    <nav className={classes.navigation} aria-label="Sections">
      {groups
        .filter((group) => group.sections.length > 0)
        .map((group) => (
          <div key={group.title} className={classes.group}>
            {group.title && <p className={classes.title}>{group.title}</p>}
            <ul className={classes.list}>
              {group.sections.map((section) => (
                <li key={section.to}>
                  <Link
                    to={section.to}
                    className={classes.link}
                    activeOptions={{ exact: section.to === "/" }}
                    onClick={onFollow}
                  >
                    <Icon name={section.icon} />
                    {section.label}
                  </Link>
                </li>
              ))}
            </ul>
          </div>
        ))}
    </nav>
  );
}
