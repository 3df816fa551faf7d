import { ok, Refusal } from '../../kit/requests.mts';
import { breakdownsOf, TIMEZONE } from '../absences.mts';
import type { AbsenceRecord } from '../absences.mts';
import { csv } from '../api.mts';
import type { Call, Endpoint, RouteContext } from '../api.mts';
import { absenceMoment } from '../filters.mts';
import { pageOf } from '../paging.mts';
import { notFound } from '../problems.mts';
import { ABSENCE_TYPES } from '../reference.mts';
import { inForms, listInForms } from '../sometimes.mts';

const SCOPE = 'personio:absences:read';
const PAGE = { max: 100, default: 100 };
const MOMENTS = ['starts_from.date_time', 'ends_at.date_time', 'updated_at'] as const;
/** Later than any absence ends. */
const NEVER = '9999';

/** `/v2/absence-periods` and `/v2/absence-types`. */
export function absenceRoutes(endpoint: Endpoint, context: RouteContext): void {
	const { state, options } = context;
	const rules = { scope: SCOPE, beta: options.absencesNeedBeta } as const;

	endpoint(
		'GET',
		'/v2/absence-periods',
		{
			...rules,
			query: [
				...['id', 'person.id', 'absence_type.id'],
				...MOMENTS.flatMap((name) => [`${name}.gte`, `${name}.lte`]),
			],
			page: PAGE,
		},
		(call) => {
			const isWanted = absenceFilter(call);
			return pageOf(call, context, [...state.absences.values()].filter(isWanted).map(shown));
		},
	);

	endpoint('GET', '/v2/absence-periods/:id', rules, (call) =>
		ok(inForms(shown(absenceOf(call)), options)),
	);

	endpoint('GET', '/v2/absence-periods/:id/breakdowns', rules, (call) =>
		ok({ _data: listInForms(breakdownsOf(absenceOf(call), state.today()), options) }),
	);

	endpoint('GET', '/v2/absence-types', { ...rules, page: PAGE }, (call) =>
		pageOf(call, context, ABSENCE_TYPES),
	);

	endpoint('GET', '/v2/absence-types/:id', rules, ({ params }) => {
		const type = ABSENCE_TYPES.find(({ id }) => id === params['id']);
		return type ? ok(type) : notFound('Absence type');
	});

	function shown({ starts_from: start, ends_at: end, ...absence }: AbsenceRecord): AbsenceRecord {
		const zoned = <T extends { date_time: string }>(moment: T): T => ({
			...moment,
			date_time: `${moment.date_time}${options.absenceZone}`,
		});
		return { ...absence, starts_from: zoned(start), ends_at: end === null ? null : zoned(end) };
	}

	function absenceOf({ params }: Call): AbsenceRecord {
		const absence = state.absences.get(params['id'] ?? '');
		if (!absence) throw new Refusal(notFound('Absence period'));
		return absence;
	}

	/** All filters must match. From and to are a range that the absence must overlap. */
	function absenceFilter({ query }: Call): (absence: AbsenceRecord) => boolean {
		const ids = csv(query, 'id');
		const people = csv(query, 'person.id');
		const types = csv(query, 'absence_type.id');
		const zone = { timeZone: TIMEZONE, zones: options.absenceFilterZone };
		const moment = (name: string) => absenceMoment(query, name, zone);
		const [from, startBy] = [
			moment('starts_from.date_time.gte'),
			moment('starts_from.date_time.lte'),
		];
		const [endFrom, to] = [moment('ends_at.date_time.gte'), moment('ends_at.date_time.lte')];
		const [changedFrom, changedTo] = [moment('updated_at.gte'), moment('updated_at.lte')];
		return ({ id, person, absence_type: type, starts_from, ends_at, updated_at }) => {
			const start = starts_from.date_time;
			const end = ends_at?.date_time ?? NEVER;
			const changed = Date.parse(updated_at);
			return (
				(ids?.includes(id) ?? true) &&
				(people?.includes(person.id) ?? true) &&
				(types?.includes(type.id) ?? true) &&
				(!from || end > from.wall) &&
				(!to || start <= to.wall) &&
				(!startBy || start <= startBy.wall) &&
				(!endFrom || end >= endFrom.wall) &&
				(!changedFrom || changed >= changedFrom.instant) &&
				(!changedTo || changed <= changedTo.instant)
			);
		};
	}
}
