import type { IDataObject } from 'n8n-workflow';

import { read } from './support/files.mts';
import { fakeVendor, surroundFake } from './support/fakeVendor';
import { executeContext } from './support/n8n';

/*
 * Every expression of docs/recipes.md gives what the page says for the example item above it, in n8n itself.
 */

const TODAY = '2026-03-02T09:00:00Z';
const ZONE = 'UTC';

const SECTIONS = read('docs/recipes.md')
	.split(/^## /m)
	.slice(1)
	.filter((section) => section.includes('```json'))
	.map((section) => {
		const [, json = ''] = /```json\n(.*?)```/s.exec(section) ?? [];
		return { item: JSON.parse(json) as IDataObject, section };
	});

const ROW = /^\| (.+?) +\| .+? +\| `(.+?)` +\| `(.+?)` +\|$/gm;

const RECIPES = SECTIONS.flatMap(({ item, section }) =>
	[...section.matchAll(ROW)].map(([, what = '', expression = '', gives = '']) => ({
		...{ what, expression, gives, item },
	})),
);

beforeEach(() => {
	jest.useFakeTimers({ now: new Date(TODAY), doNotFake: ['nextTick', 'setImmediate'] });
});
afterEach(() => {
	jest.useRealTimers();
});

it('has recipes', () => {
	expect(RECIPES.length).toBeGreaterThan(20);
});

it.each(RECIPES)('$what', ({ expression, gives, item }) => {
	const surroundings = surroundFake(fakeVendor());
	surroundings.workflow.settings.timezone = ZONE;
	const context = executeContext(surroundings, [item]);
	expect(String(context.evaluateExpression(expression, 0))).toBe(gives);
});

/** The fields that an example shows, as paths; `a.b` for an object in an object. */
function pathsIn(value: unknown, path: string[] = []): string[] {
	if (value === null || typeof value !== 'object') return [path.join('.')];
	return Object.entries(value).flatMap(([key, inner]) => pathsIn(inner, [...path, key]));
}

const FIELDS = [...read('docs/hr-event.md').matchAll(/^\| `([\w.]+)` \|/gm)].map(
	([, name]) => name,
);

it.each(SECTIONS)('the example items have only fields that there are', ({ item }) => {
	const unknown = pathsIn(item).filter((path) => !FIELDS.includes(path));
	expect(unknown).toEqual([]);
});
