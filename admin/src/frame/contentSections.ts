import { editableTypes, useContentModel } from "../content/model";
import type { Section } from "./sections";

/** As many content types as the navigation names one by one. */
const MOST = 8;

/** The content types that the person may use, or where there are many the page that lists them. */
export function useContentSections(): Section[] {
  const { model } = useContentModel();
  const types = model ? editableTypes(model) : [];
  if (types.length > MOST) {
    return [{ to: "/content", label: "All content types", icon: "content" }];
  }
  return types.map((type) => ({ to: `/content/${type.contentType}`, label: type.displayName, icon: "content" }));
}
