import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Fact } from './facts.mts';
import { count, fields, kindOf, kinds, scopes, words } from './facts.mts';

test('kinds of values are told without the values', () => {
	const told = [
		[undefined, 'missing'],
		[null, 'null'],
		['', 'empty text'],
		['Ada', 'text'],
		['7.5', 'number as text'],
		[7.5, 'number'],
		[true, 'yes or no'],
		['2027-02-05', 'day'],
		['2027-02-05T00:00:00', 'date-time without a zone'],
		['2027-02-05T00:00:00.123Z', 'date-time with Z'],
		['2027-02-05T00:00+01:00', 'date-time with +01:00'],
		['2027-02-05 00:00:00+0100', 'date-time with +0100'],
		['2027-02-05T00:00:00+01:00 Ada', 'text'],
		[[], 'empty list'],
		[['Ada'], 'list'],
		[{}, 'empty object'],
		[{ Ada: 1 }, 'object'],
	] as const;
	for (const [value, kind] of told) assert.equal(kindOf(value), kind);
	assert.deepEqual(kinds('email', ['ada@work.example', null, 'b']).counts, [
		['text', 2],
		['null', 1],
	]);
});

test('words are told if they are known here, else only counted', () => {
	assert.deepEqual(words('state', ['approved', 'Ada', 'Ada', null, 7], ['approved']).counts, [
		['another word', 2],
		['approved', 1],
		['null', 1],
		['number', 1],
	]);
});

test('names of fields are told, but not what could be a name, an address, an id or a day', () => {
	const record = {
		first_name: 1,
		workEmail: 1,
		'absence-period': 1,
		'ada@work.example': 1,
		'Ada Lovelace': 1,
		'2027-02-05': 1,
		'3332883884017713238': 1,
	};
	assert.deepEqual(fields('fields', [record, 'no record']).counts, [
		['a name that is not shown', 4],
		['first_name', 1],
		['workEmail', 1],
		['absence-period', 1],
	]);
});

test('scopes are told, and nothing beside them', () => {
	const told = scopes('scopes', 'personio:persons:read ada@work.example personio:x:admin');
	assert.deepEqual(told.counts, [['personio:persons:read', 1]]);
});

test('the compiler keeps values out of facts', () => {
	const name: string = 'Ada';
	// @ts-expect-error: a text that is only known when the script runs
	count(name, 1);
	// @ts-expect-error: the same, within a template
	count(`people called ${name}`, 1);
	// @ts-expect-error: a fact that was made elsewhere
	const fact: Fact = { label: name, counts: [] };
	assert.equal(fact.label, 'Ada');
});
