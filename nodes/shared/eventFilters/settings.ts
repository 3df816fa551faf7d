import get from 'lodash/get';
import type { IExecuteFunctions, IHookFunctions, IPollFunctions } from 'n8n-workflow';
import { isExpression } from 'n8n-workflow';

import { understoodValue } from '../actions/field';
import { filters } from '../actions/filters';
import {
	departments,
	employmentKinds,
	leaveCategories,
	legalEntities,
	locations,
	passIfUnknown,
} from './fields';
import type { EventFilters } from './passes';

const FIELDS = [
	departments(),
	employmentKinds(),
	leaveCategories,
	legalEntities(),
	locations(),
	passIfUnknown(),
] as const;

const added = filters(...FIELDS);

/**
 * Reads the filters of a trigger, in an execution. It has to be done before anything is remembered: if a filter cannot be
 * understood, the execution fails, and a retry emits the events.
 * @throws NodeOperationError that names the filter, if its value is empty or is not understood
 */
export function eventFiltersOf(context: IExecuteFunctions): EventFilters {
	return { passIfUnknown: true, ...added.of(context, 0) };
}

/**
 * Checks the filters of a trigger that is about to listen or to look, so that the user hears of a mistake before the
 * first event. Expressions are left out: they may need an event.
 * @throws NodeOperationError like {@link eventFiltersOf}
 */
export function checkEventFilters(context: IHookFunctions | IPollFunctions): void {
	for (const { property, kind } of FIELDS) {
		const value: unknown = get(context.getNode().parameters, ['filters', property.name]);
		if (value === undefined || isExpression(value)) continue;
		understoodValue<unknown>(context, { property, kind, value, itemIndex: 0, wayOut: WAY_OUT });
	}
}

const WAY_OUT = ', or remove the filter';
