import { z } from 'zod/v4';

import {
	amount,
	day,
	trueOrFalse,
	idField,
	maybe,
	maybeId,
	reference,
	several,
	text,
	wordOf,
} from '../../../nodes/shared/reading/fields';
import { readAs } from '../../../nodes/shared/reading/readAs';
import { answer, listOf, record, strippedRecord } from '../../../nodes/shared/reading/record';
import { madeOf, sentOf } from '../../../nodes/shared/reading/sent';

const HALVES = { am: 'morning', pm: 'afternoon' };

const leaveSchema = record({
	decides: {
		id: idField,
		start: day,
		end: maybe(record({ decides: { on: day }, detail: { note: text } })),
	},
	detail: {
		title: text,
		days: amount,
		paid: trueOrFalse,
		half: wordOf(HALVES),
		place: reference,
		position: maybe(record({ decides: {}, detail: { title: text, level: amount } })),
		units: several(record({ decides: { id: idField }, detail: { name: text } })),
		tags: several(z.string()),
	},
});

const pageSchema = answer({ data: listOf(leaveSchema) });

const good = {
	id: 'a',
	start: '2026-02-01',
	title: 'Leave',
	days: 2.5,
	paid: true,
	half: 'am',
	place: { id: 'p' },
	position: { title: 'Nurse', level: 3 },
	units: [{ id: 'u', name: 'Unit' }],
	tags: ['x'],
	other: { anything: [1] },
};

it('takes a record that fits as it is, with what is not named', () => {
	expect(readAs(leaveSchema, good)).toEqual({
		value: good,
		unread: { fields: [], leftOut: 0, leftOutFor: [] },
	});
});

describe('what can be read without doubt is read, and nothing is noted', () => {
	it.each<[object, object]>([
		[{ id: 4077 }, { id: '4077' }],
		[{ title: 4077 }, { title: '4077' }],
		[{ days: '7.5' }, { days: 7.5 }],
		[{ days: ' 7 ' }, { days: 7 }],
		[{ days: '' }, { days: null }],
		[{ paid: 'true' }, { paid: true }],
		[{ paid: 'False' }, { paid: false }],
		[{ paid: 0 }, { paid: false }],
		[{ place: '' }, { place: null }],
		[{ place: [] }, { place: null }],
		[{ place: {} }, { place: null }],
		[{ place: { id: 9 } }, { place: { id: '9' } }],
		[{ place: { id: null } }, { place: { id: null } }],
		[{ half: null }, { half: null }],
		[{ half: '' }, { half: null }],
		[{ units: { id: 'u' } }, { units: [{ id: 'u' }] }],
		[{ units: '' }, { units: null }],
		[{ tags: '["x", "y"]' }, { tags: ['x', 'y'] }],
		[{ start: '2026-02-01T00:00:00Z' }, { start: '2026-02-01T00:00:00Z' }],
	])('%j is %j', (form, expected) => {
		const reading = readAs(leaveSchema, { ...good, ...form });
		expect(reading).toMatchObject({ value: expected, unread: { fields: [] } });
	});
});

describe('a detail that cannot be read is null, named, and costs nothing else', () => {
	it.each<[object, object, string[]]>([
		[{ title: { text: 'a' } }, { title: null }, ['title']],
		[{ title: true }, { title: null }, ['title']],
		[{ days: '7,5' }, { days: null }, ['days']],
		[{ days: 'many' }, { days: null }, ['days']],
		[{ days: {} }, { days: null }, ['days']],
		[{ paid: 'yes' }, { paid: null }, ['paid']],
		[{ place: 'p' }, { place: null }, ['place']],
		[{ place: { id: ['p'] } }, { place: { id: null } }, ['place.id']],
		[
			{ position: { title: [], level: 'x' } },
			{ position: { title: null, level: null } },
			['position.title', 'position.level'],
		],
		[{ position: 5 }, { position: null }, ['position']],
		[
			{ units: [{ name: 'no id' }, { id: 'u', name: {} }, null, { id: 'v' }] },
			{ units: [{ id: 'u', name: null }, { id: 'v' }] },
			['units.id', 'units.name', 'units'],
		],
		[{ units: { id: 'u', name: {} } }, { units: [{ id: 'u', name: null }] }, ['units.name']],
		[{ units: { name: 'no id' } }, { units: [] }, ['units.id']],
		[
			{ units: '[{"id":"u","name":{}},5,{"id":"v"}]' },
			{ units: [{ id: 'u', name: null }, { id: 'v' }] },
			['units.name', 'units'],
		],
		[{ units: 'none' }, { units: null }, ['units']],
		[{ tags: ['x', 5, 'y'] }, { tags: ['x', 'y'] }, ['tags']],
		[{ half: 'noon' }, { half: 'unreadable' }, ['half']],
		[{ half: { part: 'am' } }, { half: 'unreadable' }, ['half']],
		[{ half: 1 }, { half: 'unreadable' }, ['half']],
		[{ half: 'constructor' }, { half: 'unreadable' }, ['half']],
		[
			{ end: { on: '2026-02-02', note: {} } },
			{ end: { on: '2026-02-02', note: null } },
			['end.note'],
		],
	])('%j is %j', (form, expected, fields) => {
		const given = { ...good, ...form };
		const before = structuredClone(given);
		const reading = readAs(leaveSchema, given);
		expect(reading).toMatchObject({ value: { ...good, ...expected } });
		expect('value' in reading && [...reading.unread.fields].sort()).toEqual([...fields].sort());
		expect(given).toEqual(before);
	});
});

describe('what decides is never guessed', () => {
	it.each<[object, string[]]>([
		[{ id: null }, ['id']],
		[{ id: {} }, ['id']],
		[{ id: 1e21 }, ['id']],
		[{ start: 'soon' }, ['start']],
		[{ start: 20260201 }, ['start']],
		[{ start: '2026-02-31' }, ['start']],
		[{ end: { on: {} } }, ['end.on']],
		[{ end: 'never' }, ['end']],
		[{ id: null, start: [], title: {} }, ['id', 'start']],
	])('%j does not fit', (form, misfits) => {
		expect(readAs(leaveSchema, { ...good, ...form })).toEqual({ misfits, isForeign: false });
	});

	it.each([['<html>'], [null], [[]], [{ error: 'no' }], [undefined]])(
		'%j is not what was asked for at all',
		(given) => {
			expect(readAs(leaveSchema, given)).toMatchObject({ isForeign: true });
			expect(readAs(pageSchema, given)).toMatchObject({ isForeign: true });
		},
	);
});

describe('a list', () => {
	it('keeps the records that fit, and says what it left out', () => {
		const given = {
			data: [
				good,
				{ ...good, id: null },
				null,
				{ ...good, id: 'b', days: {} },
				{ ...good, start: [] },
			],
		};
		expect(readAs(pageSchema, given)).toEqual({
			value: { data: [good, { ...good, id: 'b', days: null }] },
			unread: { fields: ['days'], leftOut: 3, leftOutFor: ['id', 'the whole record', 'start'] },
		});
	});

	it('without records fits', () => {
		expect(readAs(pageSchema, { data: [] })).toMatchObject({ value: { data: [] } });
	});

	it('of which no record fits does not, and never becomes an empty one', () => {
		expect(readAs(pageSchema, { data: [{}, { id: 5, start: 1 }] })).toEqual({
			misfits: ['id', 'start'],
			isForeign: false,
		});
		expect(readAs(pageSchema, { data: ['<html>', {}, null] })).toMatchObject({ isForeign: true });
	});

	it.each([['none'], [{}], [null], [undefined]])('that is none (%j) does not fit', (data) => {
		expect(readAs(pageSchema, { data })).toMatchObject({ misfits: ['data'] });
	});

	it('within a record of a list costs that record where nothing in it fits, and no other one', () => {
		const row = record({ decides: { id: idField }, detail: {} });
		const person = record({ decides: { id: idField, rows: listOf(row) }, detail: {} });
		const people = [
			{ id: null, rows: [] },
			{ id: 'a', rows: [{ id: null }] },
			{ id: 'b', rows: [{ id: 'r' }, { id: null }] },
			{ id: 'c', rows: [] },
		];
		expect(readAs(answer({ people: listOf(person) }), { people })).toEqual({
			value: {
				people: [
					{ id: 'b', rows: [{ id: 'r' }] },
					{ id: 'c', rows: [] },
				],
			},
			unread: { fields: [], leftOut: 3, leftOutFor: ['id'] },
		});
	});

	it('is read in one go, however many of its records are odd', () => {
		const data = Array.from({ length: 2_000 }, (_, index) => ({
			...good,
			id: index % 2 === 0 ? `i${index}` : null,
			days: {},
		}));
		const began = performance.now();
		expect(readAs(pageSchema, { data })).toMatchObject({ unread: { leftOut: 1_000 } });
		expect(performance.now() - began).toBeLessThan(5_000);
	});
});

it('is strict with a schema that says of no field whether it decides', () => {
	const schema = z.looseObject({ id: idField, name: text, ref: maybeId });
	expect(readAs(schema, { id: 'a', name: {} })).toEqual({ misfits: ['name'], isForeign: false });
});

it('a record that is left out leaves nothing behind, whatever else is odd about it', () => {
	const personSchema = record({
		decides: { status: text },
		detail: {
			name: text,
			units: several(record({ decides: { id: idField }, detail: { name: text } })),
		},
	});
	const odd = [
		{ status: {}, name: {} },
		{ status: 'a', units: [{ name: {} }, { id: 'u' }] },
	];
	expect(readAs(listOf(personSchema), odd)).toEqual({
		value: [{ status: 'a', units: [{ id: 'u' }] }],
		unread: { fields: expect.arrayContaining(['units.id']), leftOut: 1, leftOutFor: ['status'] },
	});
});

describe('what was sent stays at hand', () => {
	const odd = { ...good, days: '7,5', half: 'noon', units: [{ id: 4 }, 5], paid: 'true' };

	it('for a record alone, whatever could be read of it', () => {
		for (const sent of [good, odd]) {
			const reading = readAs(leaveSchema, sent);
			expect('value' in reading && sentOf(reading.value)).toBe(sent);
		}
	});

	it('for the records of a list and those within them, wherever the others move', () => {
		const data = [{ ...good, id: null }, odd, {}, good];
		const reading = readAs(pageSchema, { data });
		const records = 'value' in reading ? reading.value.data : [];
		expect(records.map(sentOf)).toEqual([odd, good]);
		expect(records.map(sentOf)[0]).toBe(odd);
		expect((records[0]?.units ?? []).map(sentOf)).toEqual([{ id: 4 }]);
	});

	it('for a record that has the named fields only', () => {
		const schema = strippedRecord({ decides: { id: idField }, detail: { name: text } });
		const sent = { id: 7, name: {}, iban: 'private', notes: [1, 2] };
		const reading = readAs(schema, sent);
		expect(reading).toEqual({
			value: { id: '7', name: null },
			unread: { fields: ['name'], leftOut: 0, leftOutFor: [] },
		});
		expect('value' in reading && sentOf(reading.value)).toBe(sent);
	});

	it('for a copy that says what it was made of, and for a record that was read twice', () => {
		const first = readAs(leaveSchema, odd);
		const record = 'value' in first ? first.value : {};
		expect(sentOf(madeOf({ ...record, id: 'b' }, record))).toBe(odd);
		const second = readAs(leaveSchema, record);
		expect('value' in second && sentOf(second.value)).toBe(odd);
	});
});
