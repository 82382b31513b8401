import type { CodegenConfig } from "@graphql-codegen/cli";

const config: CodegenConfig = {
  schema: "../schema.graphql",
  documents: ["src/**/*.{ts,tsx}", "!src/graphql/**"],
  generates: {
    "./src/graphql/": {
      preset: "client",
      presetConfig: { fragmentMasking: false },
      config: {
        documentMode: "string",
        enumType: "string-literal",
        scalars: { DateTime: "string", ID: "string", JSON: "unknown" },
        useTypeImports: true,
      },
    },
  },
};

export default config;
