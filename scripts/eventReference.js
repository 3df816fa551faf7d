const { writeFileSync } = require('node:fs');
const path = require('node:path');
const { z } = require('zod/v4');

const ROOT = path.join(__dirname, '..');
const FILE = 'docs/hr-event.md';

const HEAD = `# The HR event

Generated from the model by \`npm run build\`; do not edit.

Every event of every vendor has this shape. All keys are always there; null means that the vendor
does not say. Days are \`YYYY-MM-DD\` without a time zone, instants are ISO 8601 in UTC. Values of
an enum may be added; no key ever changes its meaning.
`;

/**
 * The reference of the HR event.
 * @returns Markdown: the event types by category, and the fields
 */
function eventReference() {
	const model = path.join(ROOT, 'dist/nodes/shared/model');
	const { EVENT_TYPES, factsOf } = require(path.join(model, 'eventTypes.js'));
	const { hrEventSchema } = require(path.join(model, 'hrEvent.js'));
	const types = EVENT_TYPES.map((type) => {
		const { category, label, description } = factsOf(type);
		return `| ${category} | \`${type}\` | ${label} | ${description} |`;
	});
	return [
		HEAD,
		'## Event types\n',
		'| Category | `eventType` | In the node | Meaning |\n| --- | --- | --- | --- |',
		types.join('\n'),
		'\n## Fields\n',
		'| Field | Type | Meaning |\n| --- | --- | --- |',
		rows(z.toJSONSchema(hrEventSchema, { io: 'output', unrepresentable: 'any' }), '').join('\n'),
		'',
	].join('\n');
}

function rows(schema, prefix) {
	return Object.entries(schema.properties ?? {}).flatMap(([key, field]) => {
		const inner = (field.anyOf ?? [field]).find(({ type }) => type === 'object') ?? field;
		const items = inner.type === 'array' ? (inner.items ?? {}) : {};
		const row = `| \`${prefix}${key}\` | ${typeOf(field)} | ${field.description ?? ''} |`;
		return [row, ...rows(inner, `${prefix}${key}.`), ...rows(items, `${prefix}${key}[].`)];
	});
}

function typeOf(field) {
	if (field.anyOf !== undefined) {
		return field.anyOf.length > 3 ? 'any JSON' : [...new Set(field.anyOf.map(typeOf))].join(' or ');
	}
	if (field.enum !== undefined) return field.enum.map((value) => `\`${value}\``).join(' · ');
	if (field.const !== undefined) return `\`${field.const}\``;
	if (field.format === 'date') return 'day';
	if (field.format === 'date-time') return 'instant';
	if (field.format === 'time') return 'time of day';
	if (field.type === 'array') return `list of ${typeOf(field.items ?? {})}`;
	return field.type === 'string' ? 'text' : (field.type ?? 'any JSON');
}

/** Writes the reference into the docs. */
async function writeEventReference() {
	writeFileSync(path.join(ROOT, FILE), eventReference());
}

module.exports = { eventReference, FILE, writeEventReference };
