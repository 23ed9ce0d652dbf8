// Generated from openapi.yaml by Breakwater. Do not edit: change the spec, then generate again.

import type { components } from './types.ts';

/** Fraction of the value for each asset class. */
export type Allocation = components['schemas']['Allocation'];

/** Kind of asset. */
export type AssetClass = components['schemas']['AssetClass'];

/** The bytes of a file. */
export type BinaryContent = components['schemas']['BinaryContent'];

/** A company. */
export type Company = components['schemas']['Company'];

/** A company to add. */
export type CompanyInput = components['schemas']['CompanyInput'];

/** A person or a company. */
export type Contact = components['schemas']['Contact'];

/** What people and companies have in common. */
export type ContactBase = components['schemas']['ContactBase'];

/** A person or a company to add. */
export type ContactInput = components['schemas']['ContactInput'];

/** Whether a contact is a person or a company. */
export type ContactKind = components['schemas']['ContactKind'];

/** One page of contacts. */
export type ContactPage = components['schemas']['ContactPage'];

/** The fields of a contact to change. */
export type ContactPatch = components['schemas']['ContactPatch'];

/** The fields of a contact that the API sets. */
export type ContactRecord = components['schemas']['ContactRecord'];

/** A currency a portfolio can be kept in. */
export type Currency = components['schemas']['Currency'];

/** ISO 4217 code of a supported currency. */
export type CurrencyCode = components['schemas']['CurrencyCode'];

/** The metadata of a stored document. */
export type Document = components['schemas']['Document'];

/** What the sender knows about a document. */
export type DocumentMetadata = components['schemas']['DocumentMetadata'];

/** One page of documents. */
export type DocumentPage = components['schemas']['DocumentPage'];

/** A label in lower case. */
export type DocumentTag = components['schemas']['DocumentTag'];

/** A file with its metadata. */
export type DocumentUpload = components['schemas']['DocumentUpload'];

/** What all events have in common. */
export type EventBase = components['schemas']['EventBase'];

/** One page of events. */
export type EventPage = components['schemas']['EventPage'];

/** Confirms that an event was accepted. */
export type EventReceipt = components['schemas']['EventReceipt'];

/** An event as it stands in the log. */
export type EventRecord = components['schemas']['EventRecord'];

/** One field that is not valid. */
export type FieldError = components['schemas']['FieldError'];

/** Something that can be held in a portfolio. */
export type Instrument = components['schemas']['Instrument'];

/** International Securities Identification Number (ISO 6166). */
export type Isin = components['schemas']['Isin'];

/** An amount in a currency. */
export type Money = components['schemas']['Money'];

/** Cursor of the next page, or `null` on the last page. */
export type NextCursor = components['schemas']['NextCursor'];

/** A person. */
export type Person = components['schemas']['Person'];

/** A person to add. */
export type PersonInput = components['schemas']['PersonInput'];

/** A portfolio with its latest valuation. */
export type Portfolio = components['schemas']['Portfolio'];

/** Something that happened to a portfolio. */
export type PortfolioEvent = components['schemas']['PortfolioEvent'];

/** The fields of a portfolio that a client can set. */
export type PortfolioInput = components['schemas']['PortfolioInput'];

/** One page of portfolios. */
export type PortfolioPage = components['schemas']['PortfolioPage'];

/** The fields of a portfolio to change. */
export type PortfolioPatch = components['schemas']['PortfolioPatch'];

/** The weights in a portfolio were brought back to its target allocation. */
export type PortfolioRebalanced = components['schemas']['PortfolioRebalanced'];

/**
 * Value and composition of a portfolio.
 *
 * @deprecated
 */
export type PortfolioSummary = components['schemas']['PortfolioSummary'];

/** How much of an instrument a portfolio holds. */
export type Position = components['schemas']['Position'];

/** One page of positions. */
export type PositionPage = components['schemas']['PositionPage'];

/** A price crossed a threshold. */
export type PriceAlert = components['schemas']['PriceAlert'];

/** What went wrong, as problem details (RFC 9457). */
export type Problem = components['schemas']['Problem'];

/** A report and how far it is. */
export type Report = components['schemas']['Report'];

/** A range of days, both included. */
export type ReportPeriod = components['schemas']['ReportPeriod'];

/** Confirms that a report will be prepared. */
export type ReportReceipt = components['schemas']['ReportReceipt'];

/** What to report. */
export type ReportRequest = components['schemas']['ReportRequest'];

/** An entry in the table of contents, with the entries below it. */
export type ReportSection = components['schemas']['ReportSection'];

/** How far a report is. */
export type ReportStatus = components['schemas']['ReportStatus'];

/** Opaque identifier. */
export type ResourceId = components['schemas']['ResourceId'];

/** How much the value of a portfolio may vary, from least to most. */
export type RiskLevel = components['schemas']['RiskLevel'];

/** Something was bought or sold. */
export type TradeExecuted = components['schemas']['TradeExecuted'];

/** A user account. */
export type User = components['schemas']['User'];

/** User as a request has it: without what only the server sets. */
export type UserInput = components['schemas']['UserInput'];

/** One page of users. */
export type UserPage = components['schemas']['UserPage'];

/** What a user may do. */
export type UserRole = components['schemas']['UserRole'];
