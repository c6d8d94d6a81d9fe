// Prints one object: a JSON schema for each member of `Wire` in wire.ts, by its name.
import { createFormatter, createParser, createProgram, SchemaGenerator } from 'ts-json-schema-generator';
import ts from 'typescript';

const config = { path: 'wire.ts', expose: 'export', jsDoc: 'none', functions: 'hide', additionalProperties: false, skipTypeCheck: true };
const program = createProgram(config);
const wire = program.getSourceFile('wire.ts').statements.find(ts.isInterfaceDeclaration);
const schemas = {};
for (const member of wire.members) {
  // A generator each: the packages give different types the same name in different files.
  const generator = new SchemaGenerator(program, createParser(program, config), createFormatter(config), config);
  schemas[member.name.text] = generator.createSchemaFromNodes([member.type]);
}
process.stdout.write(JSON.stringify(schemas));
