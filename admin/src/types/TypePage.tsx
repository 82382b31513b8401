import { useParams } from "@tanstack/react-router";

import { Loaded } from "../frame/Loaded";
import { TYPES } from "./operations";
import { TypeEditor } from "./TypeEditor";

/** One content type: waits until it is there. */
export function TypePage() {
  const { name } = useParams({ from: "/gate/settings/content-types/$name" });
  return (
    <Loaded
      document={TYPES}
      variables={{}}
      title="Content type"
      back={{ to: "/settings/content-types", label: "Content Types" }}
    >
      {({ contentTypes }) => {
        const stored = contentTypes.find(({ singularName }) => singularName === name);
        return stored && <TypeEditor key={name} stored={stored} all={contentTypes} />;
      }}
    </Loaded>
  );
}
