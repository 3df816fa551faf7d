import fc from './fastCheck.mts';

/** What the generators of a vendor begin with. */
export const anyJson = fc.oneof(
	fc.jsonValue({ maxDepth: 4, noUnicodeString: false } as fc.JsonSharedConstraints),
	fc.constantFrom<unknown>(null, '', ' ', 0, -1, 1e300, true, [], {}, [null], [[]], [{}]),
);

/** A change of one place of a body, at any depth. */
export type Edit =
	| { kind: 'drop'; at: number }
	| { kind: 'retype'; at: number; value: unknown }
	| { kind: 'add'; at: number; name: string; value: unknown };

/**
 * One to four edits of a body.
 * @param value what is put in
 * @param names keys of the vendor, to be added beside those of every object and of no meaning
 */
export function editsWith(
	value: fc.Arbitrary<unknown>,
	names: readonly string[],
): fc.Arbitrary<Edit[]> {
	const name = fc.oneof(
		fc.string({ maxLength: 12 }),
		fc.constantFrom('__proto__', 'constructor', 'toString', 'id', ...names),
	);
	const edit = fc.oneof(
		fc.record({ kind: fc.constant('drop' as const), at: fc.nat() }),
		fc.record({ kind: fc.constant('retype' as const), at: fc.nat(), value }),
		fc.record({ kind: fc.constant('add' as const), at: fc.nat(), name, value }),
	);
	return fc.array(edit, { minLength: 1, maxLength: 4 });
}

/** @returns a copy; later edits must not reach the generator's own values */
export function edited(body: unknown, edits: readonly Edit[]): unknown {
	return edits.reduce(editedOnce, copyOf(body));
}

function copyOf(value: unknown): unknown {
	return JSON.parse(JSON.stringify(value));
}

function editedOnce(body: unknown, edit: Edit): unknown {
	const places = containersIn(body).flatMap((container) =>
		Object.keys(container).map((name) => ({ container, name })),
	);
	const place = places[edit.at % Math.max(places.length, 1)];
	if (place === undefined) return body;
	const { container } = place;
	const set = (name: string, given: unknown): void => {
		// As JSON.parse would: an assignment to `__proto__` would go elsewhere.
		Object.defineProperty(container, name, {
			value: copyOf(given),
			enumerable: true,
			configurable: true,
			writable: true,
		});
	};
	if (edit.kind === 'retype') set(place.name, edit.value);
	else if (edit.kind === 'drop') {
		if (Array.isArray(container)) container.splice(Number(place.name), 1);
		else Reflect.deleteProperty(container, place.name);
	} else if (Array.isArray(container)) container.push(copyOf(edit.value));
	else set(edit.name, edit.value);
	return body;
}

function containersIn(value: unknown): object[] {
	if (typeof value !== 'object' || value === null) return [];
	return [value, ...Object.values(value).flatMap((inner) => containersIn(inner))];
}
