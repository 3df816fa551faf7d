import { count, fields, kindOf, kinds } from '../shared/facts.mts';
import { finding, question } from '../shared/question.mts';
import type { Fields } from '../shared/values.mts';
import { at, isRecord, recordsAt, textAt } from '../shared/values.mts';
import { eventsOf } from './calls.mts';

const about = (events: readonly Fields[], family: string): Fields[] =>
	events.filter((event) => textAt(event, 'event_name')?.startsWith(family));

export const payloadKey = question({
	name: 'payload-key',
	question: 'Is the key in the payload of an absence `absence_period` or `absence-period`?',
	answers: {
		underscore: '`absence_period`',
		hyphen: '`absence-period`',
		other: 'Something else: see the fields',
		unseen: 'Cannot tell: no webhook has sent an absence in the last 30 days',
	},
	evidence: eventsOf,
	find: (events) => {
		const payloads = recordsAt(about(events, 'absence-period').map(({ payload }) => payload));
		const seen = [
			count('events of absences', payloads.length),
			fields('fields of an event', events),
			fields('fields of a payload', payloads),
		];
		if (payloads.length === 0) return finding('unseen', ...seen);
		if (payloads.some((one) => 'absence_period' in one)) return finding('underscore', ...seen);
		return finding(payloads.some((one) => 'absence-period' in one) ? 'hyphen' : 'other', ...seen);
	},
});

export const employmentPerson = question({
	name: 'employment-person',
	question: 'Does an event of an employment name the person?',
	answers: {
		beside: 'Yes, beside the employment',
		inside: 'Yes, inside it',
		none: 'No',
		unseen: 'Cannot tell: no webhook has sent an employment in the last 30 days',
	},
	evidence: eventsOf,
	find: (events) => {
		const payloads = recordsAt(about(events, 'employment').map(({ payload }) => payload));
		const seen = [
			count('events of employments', payloads.length),
			fields('fields of a payload', payloads),
			kinds(
				'employment',
				payloads.map(({ employment }) => employment),
			),
			kinds(
				'person',
				payloads.map(({ person }) => person),
			),
		];
		const names = (place: unknown): boolean =>
			isRecord(place) && ['person', 'person_id', 'person-id'].some((name) => name in place);
		if (payloads.length === 0) return finding('unseen', ...seen);
		if (payloads.some(names)) return finding('beside', ...seen);
		return finding(
			payloads.some((one) => names(at(one, 'employment'))) ? 'inside' : 'none',
			...seen,
		);
	},
});

export const eventTimes = question({
	name: 'event-times',
	question: 'Is the time of an event written with a zone?',
	answers: {
		zoned: 'Yes',
		none: 'No',
		other: 'It is no date-time',
		several: 'Some are, some are not',
		unseen: 'Cannot tell: no webhook has sent anything in the last 30 days',
	},
	evidence: eventsOf,
	find: (events) => {
		const times = events.map((event) => event['occurred_at']);
		const seen = [count('events', events.length), kinds('occurred_at', times)];
		const forms = new Set(
			times.map((time) => {
				const kind = kindOf(time);
				if (kind === 'date-time without a zone') return 'none' as const;
				return kind.startsWith('date-time with ') ? ('zoned' as const) : ('other' as const);
			}),
		);
		const [first] = forms;
		if (first === undefined) return finding('unseen', ...seen);
		return finding(forms.size === 1 ? first : 'several', ...seen);
	},
});
