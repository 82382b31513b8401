import { SimpleGrid, Text, UnstyledButton } from "@mantine/core";
import { useState } from "react";

import { Dialog } from "../../design/Dialog";
import { Icon } from "../../design/Icon";
import { Pager, SearchBar } from "../../design/ListControls";
import { Trouble } from "../../design/Trouble";
import { Waiting } from "../../design/Waiting";
import { type ContentType, FILE, may } from "../model";
import { filesOperation, type ListAnswer } from "../operations";
import { useContent } from "../request";
import { linkedOf } from "../selection";
import type { Linked } from "../values";
import classes from "./FilePicker.module.css";
import { FileUpload } from "./FileUpload";

type Props = {
  label: string;
  type: ContentType;
  /** The kinds of files to choose from; all of them where there are none. */
  allowedTypes: string[];
  /** The files that are chosen already. */
  without: string[];
  onPick: (file: Linked) => void;
  onClose: () => void;
};

/** Chooses a file among those that are there, or brings a new one. */
export function FilePicker({ label, type, allowedTypes, without, onPick, onClose }: Props) {
  const [text, setText] = useState("");
  const [page, setPage] = useState(1);
  const { data, error, refetch } = useContent<ListAnswer>(filesOperation(type, { text, page, allowedTypes }));
  const files = (data?.list.nodes ?? []).map((raw) => linkedOf(raw, FILE));

  return (
    <Dialog opened title={`Choose ${label}`} size="xl" onClose={onClose}>
      {may(type, "create") && <FileUpload allowedTypes={allowedTypes} onUploaded={onPick} />}
      <SearchBar
        label="Search by name"
        value={text}
        onSearch={(next) => {
          setText(next);
          setPage(1);
        }}
      />
      <Trouble problem={error} retry={() => void refetch()} />
      {!data && !error && <Waiting />}
      {data && files.length === 0 && (
        <Text c="dimmed" size="sm" py="md">
          {text ? "No file is like that." : "There are no files yet."}
        </Text>
      )}
      <SimpleGrid cols={{ base: 2, xs: 3, sm: 4 }} spacing="sm">
        {files.map((file) => (
          <UnstyledButton
            key={file.documentId}
            className={classes.file}
            disabled={without.includes(file.documentId)}
            onClick={() => onPick(file)}
          >
            <span className={classes.picture}>
              {file.file?.preview ? (
                <img src={file.file.preview} alt="" className={classes.image} loading="lazy" />
              ) : (
                <Icon name="content" size={32} />
              )}
            </span>
            <span className={classes.name}>{file.title}</span>
          </UnstyledButton>
        ))}
      </SimpleGrid>
      {data && data.list.pageInfo.total > 0 && <Pager {...data.list.pageInfo} noun="file" onPage={setPage} />}
    </Dialog>
  );
}
