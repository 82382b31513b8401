import { type FormEvent, useState } from "react";

import { addressOf, type Answer, isTree, send } from "./api";
import { answerOf, bodyOf, type Listed, type Parameter, type Schema } from "./description";
import { sample, shape } from "./shape";

type Props = { bearer: string; listed: Listed; schemas: Record<string, Schema> };

/** One operation: what it takes and answers, and a form to try it out. */
export function OperationPanel({ bearer, listed, schemas }: Props) {
  const [isOpen, setOpen] = useState(false);
  const { method, path, operation } = listed;
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <code className="method">{method}</code> <code>{path}</code> {operation.summary}
      </summary>
      {isOpen && <OperationForm bearer={bearer} listed={listed} schemas={schemas} />}
    </details>
  );
}

function OperationForm({ bearer, listed, schemas }: Props) {
  const { method, path, operation } = listed;
  const bodySchema = bodyOf(operation.requestBody);
  const [values, setValues] = useState<Record<string, string>>({});
  const [body, setBody] = useState(() => bodySchema && JSON.stringify(sample(bodySchema, schemas), null, 2));
  const [answer, setAnswer] = useState<Answer>();
  const address = addressOf(path, operation.parameters, values);

  async function submit(event: FormEvent) {
    event.preventDefault();
    setAnswer(await send(bearer, method, address, body));
  }

  return (
    <div className="operation">
      <form onSubmit={(event) => void submit(event)} aria-label={`${method} ${path}`}>
        {operation.parameters.map((parameter) => (
          <ParameterField
            key={parameter.name}
            parameter={parameter}
            value={values[parameter.name] ?? ""}
            onChange={(value) => setValues((former) => ({ ...former, [parameter.name]: value }))}
          />
        ))}
        {body !== undefined && (
          <label>
            Body
            <textarea rows={12} spellCheck={false} value={body} onChange={(event) => setBody(event.target.value)} />
          </label>
        )}
        <p>
          <button type="submit">Send</button> <code>{decodeURIComponent(address)}</code>
        </p>
      </form>
      {answer && (
        <div role="status" className="answer">
          <strong>{answer.status}</strong>
          {answer.text && <pre tabIndex={0}>{answer.text}</pre>}
        </div>
      )}
      <Shape title="Shape of the body" schema={bodySchema} schemas={schemas} />
      <Shape title="Shape of the answer" schema={answerOf(operation)} schemas={schemas} />
    </div>
  );
}

type FieldProps = { parameter: Parameter; value: string; onChange: (value: string) => void };

function ParameterField({ parameter, value, onChange }: FieldProps) {
  const choices = parameter.schema.enum?.map(String);
  const offered = isTree(parameter) ? `${parameter.name}[…]=…` : "";
  return (
    <label>
      {parameter.name}
      {choices ? (
        <select value={value} onChange={(event) => onChange(event.target.value)}>
          <option />
          {choices.map((choice) => (
            <option key={choice}>{choice}</option>
          ))}
        </select>
      ) : (
        <input
          value={value}
          placeholder={offered}
          required={parameter.in === "path"}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
      {parameter.description && <small>{parameter.description}</small>}
    </label>
  );
}

type ShapeProps = { title: string; schema: Schema | undefined; schemas: Record<string, Schema> };

function Shape({ title, schema, schemas }: ShapeProps) {
  return (
    schema && (
      <details>
        <summary>{title}</summary>
        <pre tabIndex={0}>{shape(schema, schemas)}</pre>
      </details>
    )
  );
}
