import mapValues from 'lodash/mapValues';
import union from 'lodash/union';
import { jsonParse } from 'n8n-workflow';
import { z } from 'zod/v4';

import type { Day } from '../model/dates';
import { dayOf, daySchema, instantSchema, timeZoneSchema } from '../model/dates';
import { timeOfDaySchema } from './clock';
import { keptSetSchema, readSet, writtenSet } from './idSet';
import type { KnownLeave, KnownPerson } from './known';
import type { Memory } from './findEvents';
import type { AsOf } from './progress';
import { heldBackSchema } from './heldBack';

/*
 * The form in which the memory of a poll is kept in n8n's static data. n8n reads and writes all of it at
 * each poll, so it is small. A person takes some 40 bytes beside the id: days are numbers, and everything
 * else is a digest of five characters.
 */

/** The version of the form below. A memory in another form cannot be read: it counts as lost, and `watch` says so. */
const FORM = 2;

const settingsSchema = z.object({
	timeZone: timeZoneSchema,
	dayBeginsAt: timeOfDaySchema,
	lastDayEndsAt: timeOfDaySchema,
	daysBefore: z.array(z.int()),
});

const asOfSchema = { polledAt: instantSchema, settings: settingsSchema };

/** What is kept of a memory besides the people and the leaves. */
const progressSchema = {
	...asOfSchema,
	heldBack: z.array(heldBackSchema),
	behind: z.array(z.object({ ...asOfSchema, people: keptSetSchema })),
	pass: z
		.object({ startedAt: instantSchema, position: z.string().nullable(), seen: keptSetSchema })
		.nullable(),
	allReadAt: instantSchema.nullable(),
	first: z.object({ ...asOfSchema, startedAt: instantSchema }).nullable(),
};

const textsSchema = z.record(z.string(), z.string());

/** Null for a person or a leave that was not known. */
const changesSchema = z.record(z.string(), z.string().nullable());

const keptSchema = z.object({
	form: z.literal(FORM),
	...progressSchema,
	people: textsSchema,
	leaves: textsSchema.nullable(),
	/** What was remembered before, where it differs. */
	before: z.object({
		...progressSchema,
		people: changesSchema,
		leaves: changesSchema.nullable(),
	}),
});

/** A memory as it is kept. */
export type Kept = z.infer<typeof keptSchema>;

/**
 * Brings a memory into the form in which it is kept.
 * @param before the memory from before the last hand-over; the same as `memory` if nothing was handed over
 */
export function kept(memory: Memory, before: Memory): Kept {
	const [now, then] = [written(memory), written(before)];
	return {
		form: FORM,
		...now,
		before: {
			...then,
			people: whereDifferent(then.people, now.people),
			leaves: then.leaves && whereDifferent(then.leaves, now.leaves ?? {}),
		},
	};
}

/**
 * Reads a memory from the static data.
 * @param isBefore true to get the memory from before the last hand-over
 * @returns null if any part of it cannot be read: with half a memory, known people would count as new and
 *   others as gone
 */
export function remembered(value: unknown, { isBefore }: { isBefore: boolean }): Memory | null {
	// n8n puts a key of its own into every object in static data, to notice changes. JSON leaves it out.
	const plain: unknown = jsonParse(JSON.stringify(value ?? null));
	const parsed = keptSchema.safeParse(plain);
	if (!parsed.success) return null;
	const { before, ...now } = parsed.data;
	if (!isBefore) return read(now);
	return read({
		...before,
		people: withChanges(now.people, before.people),
		leaves: before.leaves && withChanges(now.leaves ?? {}, before.leaves),
	});
}

type Texts = Readonly<Record<string, string>>;
type Changes = Readonly<Record<string, string | null>>;
type Written = Omit<Kept, 'form' | 'before'>;

function written({ people, leaves, ...memory }: Memory): Written {
	const ids = [...people.keys()];
	const { polledAt, heldBack, behind, pass, allReadAt, first } = memory;
	return {
		...writtenAsOf({ polledAt, settings: memory.settings }),
		heldBack: [...heldBack],
		behind: behind.map((one) => ({
			...writtenAsOf(one),
			people: writtenSet(one.people, ids),
		})),
		pass: pass && { ...pass, seen: writtenSet(pass.seen, ids) },
		allReadAt,
		first: first && { ...writtenAsOf(first), startedAt: first.startedAt },
		people: mapValues(Object.fromEntries(people), writtenPerson),
		leaves: leaves && mapValues(Object.fromEntries(leaves), writtenLeave),
	};
}

function writtenAsOf({ polledAt, settings }: AsOf): Pick<Written, 'polledAt' | 'settings'> {
	return { polledAt, settings: { ...settings, daysBefore: [...settings.daysBefore] } };
}

function read(one: Written): Memory | null {
	const { polledAt, settings, people, leaves, heldBack, behind, pass, allReadAt, first } = one;
	const ids = Object.keys(people);
	const everybody = allOf(people, readPerson);
	const away = leaves && allOf(leaves, readLeave);
	if (everybody === null || (away === null && leaves !== null)) return null;
	return {
		...{ polledAt, settings, heldBack, allReadAt, first },
		people: everybody,
		leaves: away,
		behind: behind.map((group) => ({ ...group, people: readSet(group.people, ids) })),
		pass: pass && { ...pass, seen: readSet(pass.seen, ids) },
	};
}

/** @returns null if one of the texts cannot be read */
function allOf<T>(texts: Texts, readOne: (text: string) => T | null): Map<string, T> | null {
	const all = new Map<string, T>();
	for (const [key, text] of Object.entries(texts)) {
		const one = readOne(text);
		if (one === null) return null;
		all.set(key, one);
	}
	return all;
}

function whereDifferent(then: Texts, now: Texts): Changes {
	const keys = union(Object.keys(then), Object.keys(now)).filter((key) => then[key] !== now[key]);
	return Object.fromEntries(keys.map((key) => [key, then[key] ?? null]));
}

function withChanges(texts: Texts, changes: Changes): Texts {
	const all = Object.entries({ ...texts, ...changes });
	return Object.fromEntries(all.flatMap(([key, text]) => (text === null ? [] : [[key, text]])));
}

const DAY_MS = 86_400_000;
const SEPARATOR = '.';

function writtenPerson({ days, termination, job, profile }: KnownPerson): string {
	const { start, lastDay, employmentEnd, contractEnd, probationEnd } = days;
	return [
		...[start, lastDay, employmentEnd, contractEnd, probationEnd].map(writtenDay),
		...[termination, job, profile].map((digest) => digest ?? ''),
	].join(SEPARATOR);
}

function readPerson(text: string): KnownPerson | null {
	const parts = text.split(SEPARATOR);
	const days = parts.slice(0, 5).map(readDay);
	const [start, lastDay, employmentEnd, contractEnd, probationEnd] = days;
	const [termination = null, job = null, profile = null] = parts
		.slice(5)
		.map((digest) => digest || null);
	if (parts.length !== 8) return null;
	if (start === undefined || lastDay === undefined || employmentEnd === undefined) return null;
	if (contractEnd === undefined || probationEnd === undefined) return null;
	return {
		days: { start, lastDay, employmentEnd, contractEnd, probationEnd },
		termination,
		job,
		profile,
	};
}

function writtenLeave({ start, end, goneSince }: KnownLeave): string {
	const gone = goneSince === null ? '' : Date.parse(goneSince).toString(36);
	return [writtenDay(start), writtenDay(end), gone].join(SEPARATOR);
}

function readLeave(text: string): KnownLeave | null {
	const [first = '', last = '', gone, ...more] = text.split(SEPARATOR);
	const [start, end] = [readDay(first), readDay(last)];
	if (start === undefined || end === undefined || gone === undefined || more.length > 0)
		return null;
	if (gone === '') return { start, end, goneSince: null };
	const since = new Date(Number.parseInt(gone, 36));
	if (Number.isNaN(since.getTime())) return null;
	return { start, end, goneSince: instantSchema.parse(since.toISOString()) };
}

/** Days since 1970 in base 36, or nothing. */
function writtenDay(day: Day | null): string {
	return day === null ? '' : Math.round(Date.parse(day) / DAY_MS).toString(36);
}

/** @returns undefined if the text is not a day */
function readDay(text: string): Day | null | undefined {
	if (text === '') return null;
	const time = Number.parseInt(text, 36) * DAY_MS;
	const isTime = /^-?[0-9a-z]{1,6}$/.test(text) && Math.abs(time) <= 8.64e15;
	return isTime
		? (daySchema.safeParse(dayOf(new Date(time).toISOString())).data ?? undefined)
		: undefined;
}
