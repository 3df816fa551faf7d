const { existsSync, readdirSync, writeFileSync } = require('node:fs');
const path = require('node:path');
const { z } = require('zod/v4');

const ROOT = path.join(__dirname, '..');
const FILE = 'docs/hr-event.md';

const HEAD = `# The HR event

Generated from the model by \`npm run build\`; do not edit.

Every event of every vendor has this shape. All keys but \`raw\` are always there; null means that the
vendor does not say. Days are \`YYYY-MM-DD\` without a time zone, instants are ISO 8601 in UTC. Values of
an enum may be added; no key ever changes its meaning.

The trigger of a vendor emits what the vendor sends by webhook. The schedule trigger emits what the
vendor's lists show, on the day. A hire that is called off before its first day is
\`employee.hire_cancelled\` there, never \`employee.terminated\`. \`employee.access_ended\` comes too when its last day
is over, because an account may have been made ahead. [One item of each event](examples-of-events.md).
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
		const sources = `${vendorsOf(type, isSent)} | ${vendorsOf(type, isListed)}`;
		return `| ${category} | \`${type}\` | ${label} | ${description} | ${sources} |`;
	});
	return [
		HEAD,
		'## Event types\n',
		'| Category | `eventType` | In the node | Meaning | Trigger | Schedule trigger |',
		'| --- | --- | --- | --- | --- | --- |',
		types.join('\n'),
		'\n## Fields\n',
		'| Field | Type | Meaning |\n| --- | --- | --- |',
		rows(z.toJSONSchema(hrEventSchema, { io: 'output', unrepresentable: 'any' }), '').join('\n'),
		'',
	].join('\n');
}

/** Not listened for by name: they come with others, from every vendor. */
const UNASKED = ['leave.created', 'other', 'unmapped'];

const isSent = ({ nativeEvents }, type) =>
	UNASKED.includes(type) || nativeEvents.some(({ produces }) => produces.includes(type));

const isListed = ({ roster }, type) => roster?.produces.includes(type) === true;

/** The vendors that an event type comes from in one way. */
function vendorsOf(type, comes) {
	const all = vendors();
	const names = all.filter((vendor) => comes(vendor, type));
	if (names.length === all.length) return 'all';
	return names.map(({ displayName }) => displayName).join(', ');
}

/** The vendors, as they were built. */
function vendors() {
	const nodes = path.join(ROOT, 'dist/nodes');
	return readdirSync(nodes)
		.filter((folder) => folder !== 'shared')
		.map((folder) => path.join(nodes, folder, 'vendor.js'))
		.filter((file) => existsSync(file))
		.map((file) => Object.values(require(file))[0]);
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
	if (field.type === 'integer') return 'whole number';
	return field.type === 'string' ? 'text' : (field.type ?? 'any JSON');
}

/** Writes the reference into the docs. */
async function writeEventReference() {
	writeFileSync(path.join(ROOT, FILE), eventReference());
}

module.exports = { eventReference, FILE, isListed, isSent, vendors, writeEventReference };
