import { Button, FileInput, Group, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";

import { notify } from "../../design/notices";
import { Trouble } from "../../design/Trouble";
import { uploadFile } from "../upload";
import type { Linked } from "../values";

const ACCEPTED: Record<string, string> = { images: "image/*", videos: "video/*", audios: "audio/*" };

type Props = { allowedTypes: string[]; onUploaded: (file: Linked) => void };

/** Brings a new file, with what is said of it to those who cannot see it. */
export function FileUpload({ allowedTypes, onUploaded }: Props) {
  const [file, setFile] = useState<File | null>(null);
  const [alternative, setAlternative] = useState("");
  const upload = useMutation({ mutationFn: (chosen: File) => uploadFile(chosen, alternative.trim()) });
  const accept = allowedTypes.map((kind) => ACCEPTED[kind]);

  function send() {
    if (file && !upload.isPending) {
      upload.mutate(file, {
        onSuccess: (stored) => {
          notify(`“${stored.title}” is uploaded`);
          onUploaded(stored);
        },
      });
    }
  }

  return (
    <>
      <Trouble problem={upload.error} />
      <Group gap="sm" mb="lg" align="flex-end">
        <FileInput
          label="New file"
          placeholder="Choose a file of this device"
          accept={accept.every((each) => each !== undefined) ? accept.join(",") : undefined}
          value={file}
          onChange={setFile}
          flex="1 1 12rem"
        />
        <TextInput
          label="Alternative text"
          value={alternative}
          onChange={(event) => setAlternative(event.currentTarget.value)}
          flex="1 1 12rem"
        />
        <Button onClick={send} loading={upload.isPending} disabled={!file}>
          Upload
        </Button>
      </Group>
    </>
  );
}
