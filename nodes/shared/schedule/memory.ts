import { z } from 'zod/v4';

import type { Day } from '../model/dates';
import { dayOf, daySchema, instantSchema, timeZoneSchema } from '../model/dates';
import type { TimeOfDay } from './clock';
import type { KnownPerson } from './known';
import type { Memory } from './look';
import type { LeaveSpan } from './moments';

/*
 * The form in which a look's memory is kept in n8n's static data. n8n reads and writes all of it at each
 * look, so a person takes some 40 bytes beside the id: days are numbers, and everything else is a mark
 * of five characters.
 */

/** The form below. A memory of another form is not understood, and is not a first look either. */
const FORM = 1;

const timeOfDaySchema = z.custom<TimeOfDay>(
	(value) => typeof value === 'string' && /^(?:[01]\d|2[0-4]):[0-5]\d$/.test(value),
);

const keptSchema = z.object({
	form: z.literal(FORM),
	lookedAt: instantSchema,
	settings: z.object({
		timeZone: timeZoneSchema,
		dayBeginsAt: timeOfDaySchema,
		lastDayEndsAt: timeOfDaySchema,
		daysBefore: z.array(z.int()),
	}),
	people: z.record(z.string(), z.string()),
	leaves: z.record(z.string(), z.string()),
});

/** A memory as it is kept. */
export type Kept = z.infer<typeof keptSchema>;

/** A memory in the form in which it is kept. */
export function kept({ lookedAt, settings, people, leaves }: Memory): Kept {
	return {
		form: FORM,
		lookedAt,
		settings: { ...settings, daysBefore: [...settings.daysBefore] },
		people: Object.fromEntries([...people].map(([id, one]) => [id, writtenPerson(one)])),
		leaves: Object.fromEntries([...leaves].map(([key, span]) => [key, writtenSpan(span)])),
	};
}

/**
 * Reads what was kept.
 * @returns null if it cannot be understood, as a whole or in part: half a memory would tell that people
 *   are new, and others are gone
 */
export function remembered(value: unknown): Memory | null {
	const parsed = keptSchema.safeParse(value);
	if (!parsed.success) return null;
	const { lookedAt, settings } = parsed.data;
	const people = Object.entries(parsed.data.people).map(
		([id, text]) => [id, readPerson(text)] as const,
	);
	const leaves = Object.entries(parsed.data.leaves).map(
		([key, text]) => [key, readSpan(text)] as const,
	);
	const isWhole = [...people, ...leaves].every(([, one]) => one !== null);
	if (!isWhole) return null;
	return {
		lookedAt,
		settings,
		people: new Map(people.flatMap(([id, one]) => (one === null ? [] : [[id, one]]))),
		leaves: new Map(leaves.flatMap(([key, one]) => (one === null ? [] : [[key, one]]))),
	};
}

const DAY_MS = 86_400_000;
const SEPARATOR = '.';

function writtenPerson({ days, termination, job, profile }: KnownPerson): string {
	const { start, lastDay, employmentEnd, contractEnd, probationEnd } = days;
	return [
		...[start, lastDay, employmentEnd, contractEnd, probationEnd].map(writtenDay),
		...[termination, job, profile].map((mark) => mark ?? ''),
	].join(SEPARATOR);
}

function readPerson(text: string): KnownPerson | null {
	const parts = text.split(SEPARATOR);
	const days = parts.slice(0, 5).map(readDay);
	const [start, lastDay, employmentEnd, contractEnd, probationEnd] = days;
	const [termination = null, job = null, profile = null] = parts
		.slice(5)
		.map((mark) => mark || null);
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

function writtenSpan({ start, end }: LeaveSpan): string {
	return [start, end].map(writtenDay).join(SEPARATOR);
}

function readSpan(text: string): LeaveSpan | null {
	const [start, end, ...more] = text.split(SEPARATOR).map(readDay);
	return start === undefined || end === undefined || more.length > 0 ? null : { start, end };
}

/** Days since 1970 in base 36, or nothing. */
function writtenDay(day: Day | null): string {
	return day === null ? '' : Math.round(Date.parse(day) / DAY_MS).toString(36);
}

/** @returns undefined if it is no day */
function readDay(text: string): Day | null | undefined {
	if (text === '') return null;
	const time = Number.parseInt(text, 36) * DAY_MS;
	const isTime = /^-?[0-9a-z]{1,6}$/.test(text) && Math.abs(time) <= 8.64e15;
	return isTime
		? (daySchema.safeParse(dayOf(new Date(time).toISOString())).data ?? undefined)
		: undefined;
}
