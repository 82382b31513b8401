import { Anchor, SimpleGrid, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";

import { EmptyList } from "../design/EmptyList";
import { Page } from "../design/Page";
import { Panel } from "../design/Panel";
import { Trouble } from "../design/Trouble";
import { Waiting } from "../design/Waiting";
import { type ContentType, editableTypes, useContentModel } from "./model";

/** The content types that the administrator may use. */
export function ContentPage() {
  const { model, error, refetch } = useContentModel();
  const types = model && editableTypes(model);

  return (
    <Page title="Content" about="Everything that this server publishes.">
      <Trouble problem={error} retry={() => void refetch()} />
      {!types && !error && <Waiting />}
      {types?.length === 0 && (
        <Panel flush>
          <EmptyList
            icon="content"
            title="No content for you"
            about="There is no content type yet, or your roles open none."
          />
        </Panel>
      )}
      <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }}>
        {types?.map((type) => (
          <TypeCard key={type.contentType} type={type} />
        ))}
      </SimpleGrid>
    </Page>
  );
}

function TypeCard({ type }: { type: ContentType }) {
  return (
    <Panel>
      <Anchor component={Link} to="/content/$type" params={{ type: type.contentType } as never} fw={600}>
        {type.displayName}
      </Anchor>
      <Text size="sm" c="dimmed" mt={4}>
        {type.description || (type.kind === "SINGLE" ? "One entry" : "Many entries")}
      </Text>
    </Panel>
  );
}
