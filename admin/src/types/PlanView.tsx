import { Alert, Badge, Text } from "@mantine/core";

import { Icon } from "../design/Icon";
import type { Plan } from "./operations";
import classes from "./PlanView.module.css";

/** What a change does to the tables, step by step, with its SQL on demand. */
export function PlanView({ plan }: { plan: Plan }) {
  const parts = [
    plan.created.length > 0 && `makes ${plan.created.join(", ")}`,
    plan.changed.length > 0 && `changes ${plan.changed.join(", ")}`,
    plan.deleted.length > 0 && `deletes ${plan.deleted.join(", ")}`,
  ].filter(Boolean);

  return (
    <div>
      <Text mb="sm">
        {parts.length > 0 ? `This ${parts.join(" and ")}.` : "This changes nothing."}
        {parts.length > 0 && plan.steps.length === 0 && " The tables stay as they are."}
      </Text>
      {plan.losesData && (
        <Alert
          color="red"
          role="alert"
          icon={<Icon name="warning" />}
          title="Stored data would be lost for good"
          mb="sm"
        >
          <ul className={classes.losses}>
            {plan.steps
              .filter((step) => step.losesData)
              .map((step, index) => (
                <li key={index}>{step.description}</li>
              ))}
          </ul>
        </Alert>
      )}
      {plan.steps.length > 0 && (
        <ol className={classes.steps} aria-label="Steps">
          {plan.steps.map((step, index) => (
            <li key={index}>
              {step.description}
              {step.losesData && (
                <Badge variant="light" color="red" tt="none" ml="xs" className="badge-plain">
                  loses data
                </Badge>
              )}
              {step.sql.length > 0 && (
                <details className={classes.sql}>
                  <summary>SQL</summary>
                  <pre tabIndex={0}>{step.sql.join(";\n")}</pre>
                </details>
              )}
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}
