import { z } from 'zod/v4';

import { daySchema, instantSchema, timeZoneSchema } from './dates';

/*
 * The kinds of fields in the model. Null means "the vendor does not say"; an empty string never occurs.
 */

/** Some text, or null. */
export const text = z.string().min(1).nullable();

/** A calendar day `YYYY-MM-DD` without a time zone, or null. */
export const day = daySchema.nullable();

/** An instant, ISO 8601 in UTC, or null. */
export const instant = instantSchema.nullable();

/** The name of a time zone, or null. A text that is not a time zone counts as not known. */
export const timeZone = timeZoneSchema.nullable();

/** A time of day `HH:mm`, or null. */
export const timeOfDay = z.iso.time({ precision: -1 }).nullable();

/** True, false, or null. */
export const trueOrFalse = z.boolean().nullable();

/** The vendor's id of a record, always a string: some vendors' ids exceed what a number can hold. */
export const id = text;
