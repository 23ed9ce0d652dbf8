// Generated from openapi.yaml by Breakwater. Do not edit: change the spec, then generate again.

import type { FileInput, Known } from '../runtime/index.ts';

export interface paths {
    "/contacts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List contacts
         * @description Returns people and companies, in alphabetical order of their display names.
         */
        get: operations["listContacts"];
        put?: never;
        /**
         * Create a contact
         * @description Adds a person or a company. `kind` decides which of the two.
         */
        post: operations["createContact"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/contacts/{contactId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a contact
         * @description Returns one person or company.
         */
        get: operations["getContact"];
        put?: never;
        post?: never;
        /**
         * Delete a contact
         * @description Removes a contact and erases its personal data. A contact that represents a company
         *     answers 409.
         */
        delete: operations["deleteContact"];
        options?: never;
        head?: never;
        /**
         * Update a contact
         * @description Changes the fields that are present (JSON Merge Patch, RFC 7396) and keeps the others. The
         *     kind of a contact cannot be changed.
         */
        patch: operations["updateContact"];
        trace?: never;
    };
    "/currencies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the supported currencies
         * @description Returns the currencies a portfolio can be kept in. Needs no credentials, so it also serves to
         *     check that the API can be reached.
         */
        get: operations["listCurrencies"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/documents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List documents
         * @description Returns the metadata of documents, newest first.
         */
        get: operations["listDocuments"];
        put?: never;
        /**
         * Upload a document
         * @description Stores a file of up to 25 MiB together with its metadata.
         */
        post: operations["uploadDocument"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/documents/{documentId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the metadata of a document
         * @description Returns everything about a document except its content.
         */
        get: operations["getDocument"];
        put?: never;
        post?: never;
        /**
         * Delete a document
         * @description Removes a document and its content. This cannot be undone.
         */
        delete: operations["deleteDocument"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/documents/{documentId}/content": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download the content of a document
         * @description Returns the bytes of the file: PDF documents as `application/pdf`, all others as
         *     `application/octet-stream`.
         */
        get: operations["downloadDocument"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List events
         * @description Returns recorded events in the order of their sequence numbers. Events are kept for 400 days.
         */
        get: operations["listEvents"];
        put?: never;
        /**
         * Publish an event
         * @description Accepts an event for recording. It appears in the log and in the stream within a few seconds.
         */
        post: operations["publishEvent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/events/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export events
         * @description Sends every event of a day, oldest first: as lines of JSON, as a sequence of JSON texts (RFC
         *     7464), or as a table with a line of headings. Ask for one of them by `Accept`.
         */
        get: operations["exportEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/events/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Stream events
         * @description Sends events as they are recorded, as server-sent events. The `id` of a message is the
         *     sequence number, its `event` the type, and its `data` an `EventRecord` in JSON. A comment
         *     line every 15 seconds keeps the connection open.
         */
        get: operations["streamEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/portfolio": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List portfolios
         * @description Returns the portfolios visible to the caller, most recently updated first.
         */
        get: operations["listPortfolios"];
        put?: never;
        /**
         * Create a portfolio
         * @description Opens a new, empty portfolio. Send an `Idempotency-Key` to be able to retry without opening
         *     the portfolio twice.
         */
        post: operations["createPortfolio"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/portfolio/{portfolioId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a portfolio
         * @description Returns one portfolio with its latest valuation. With `If-None-Match`, an unchanged portfolio
         *     answers 304 without a body.
         */
        get: operations["getPortfolio"];
        /**
         * Replace a portfolio
         * @description Replaces every editable field of a portfolio; optional fields left out return to their
         *     defaults. Without `If-Match` the last write wins.
         */
        put: operations["replacePortfolio"];
        post?: never;
        /**
         * Delete a portfolio
         * @description Closes and removes a portfolio. One that still holds positions answers 409.
         */
        delete: operations["deletePortfolio"];
        options?: never;
        head?: never;
        /**
         * Update a portfolio
         * @description Changes the fields that are present (JSON Merge Patch, RFC 7396) and keeps the others. `null`
         *     clears a field that may be empty.
         */
        patch: operations["updatePortfolio"];
        trace?: never;
    };
    "/portfolio/{portfolioId}/positions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the positions of a portfolio
         * @description Returns what a portfolio holds, the largest position first.
         */
        get: operations["listPositions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/portfolio/{portfolioId}/summary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the summary of a portfolio
         * @deprecated
         * @description Returns the value and the composition of a portfolio. Deprecated since version 1.3: use
         *     `getPortfolio` for the value and `listPositions` for the composition.
         */
        get: operations["getPortfolioSummary"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List reports
         * @description Returns the reports of the last twelve months, newest first.
         */
        get: operations["listReports"];
        put?: never;
        /**
         * Request a report
         * @description Starts the preparation of a report, which takes from a few seconds to ten minutes. Follow
         *     `Location` to see how far it is, and wait `Retry-After` seconds before each request.
         */
        post: operations["createReport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reports/{reportId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a report
         * @description Returns the state of a report. Once `status` is `done`, `documentId` names the document to
         *     download; `failed` and `canceled` are final too.
         */
        get: operations["getReport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reports/{reportId}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel a report
         * @description Stops the preparation of a report. A report that is already final answers 409.
         */
        post: operations["cancelReport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List users
         * @description Returns the user accounts of the company, newest first.
         */
        get: operations["listUsers"];
        put?: never;
        /**
         * Create a user
         * @description Opens a user account. Without a `password`, the new user receives an invitation by e-mail and
         *     chooses one.
         */
        post: operations["createUser"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the current user
         * @description Returns the account the credentials of the request belong to.
         */
        get: operations["getCurrentUser"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/{userId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a user
         * @description Returns one user account.
         */
        get: operations["getUser"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface components {
    schemas: {
        /** @description Fraction of the value for each asset class. The fractions add up to 1. */
        Allocation: {
            [key: string]: number;
        };
        /** @description Kind of asset. */
        AssetClass: "equity" | "bond" | "fund" | "commodity" | "real-estate" | "cash" | (string & {});
        /**
         * Format: binary
         * @description The bytes of a file.
         */
        BinaryContent: FileInput;
        /** @description A company. */
        Company: components["schemas"]["CompanyInput"] & components["schemas"]["ContactRecord"] & {
            /**
             * @enum {string}
             */
            kind: "company";
        };
        /** @description A company to add. */
        CompanyInput: components["schemas"]["ContactBase"] & {
            /**
             * @description Always `company`.
             * @constant
             */
            kind: "company";
            /** @description Name in the commercial register. */
            legalName: string;
            /** @description Number in the commercial register. */
            registrationNumber?: string | null;
            /** @description Identifiers of the people who may sign for the company. */
            representatives?: string[];
        };
        /** @description A person or a company. */
        Contact: components["schemas"]["Person"] | components["schemas"]["Company"];
        /** @description What people and companies have in common. */
        ContactBase: {
            kind: Known<components["schemas"]["ContactKind"]>;
            /** @description The name to show in lists. */
            displayName: string;
            /**
             * Format: email
             * @description E-mail address, or `null` if there is none.
             */
            email?: string | null;
            /** @description Remarks of the adviser, in plain text. */
            notes?: string | null;
            /** @description Telephone number in E.164 notation, or `null` if there is none. */
            phone?: string | null;
        };
        /** @description A person or a company to add. */
        ContactInput: components["schemas"]["PersonInput"] | components["schemas"]["CompanyInput"];
        /** @description Whether a contact is a person or a company. */
        ContactKind: "person" | "company" | (string & {});
        /** @description One page of contacts. */
        ContactPage: {
            /** @description The contacts on this page. */
            items: components["schemas"]["Contact"][];
            nextCursor: components["schemas"]["NextCursor"];
        };
        /** @description The fields of a contact to change. `null` clears a field. */
        ContactPatch: {
            /** @description The name to show in lists. */
            displayName?: string;
            /**
             * Format: email
             * @description E-mail address.
             */
            email?: string | null;
            /** @description Remarks of the adviser, in plain text. */
            notes?: string | null;
            /** @description Telephone number in E.164 notation. */
            phone?: string | null;
        };
        /** @description The fields of a contact that the API sets. */
        ContactRecord: {
            /** @description Identifier. */
            readonly id: string;
            /**
             * Format: date-time
             * @description When the contact was created.
             */
            readonly createdAt: string;
            /**
             * Format: date-time
             * @description When the contact was last changed.
             */
            readonly updatedAt: string;
        };
        /** @description A currency a portfolio can be kept in. */
        Currency: {
            code: components["schemas"]["CurrencyCode"];
            /** @description English name. */
            name: string;
            /** @description Number of decimal places in common use. */
            minorUnits: number;
        };
        /** @description ISO 4217 code of a supported currency. */
        CurrencyCode: "CHF" | "EUR" | "GBP" | "JPY" | "USD" | (string & {});
        /** @description The metadata of a stored document. */
        Document: components["schemas"]["DocumentMetadata"] & {
            /** @description Identifier. */
            readonly id: string;
            /** @description Labels to find the document by. */
            tags: components["schemas"]["DocumentTag"][];
            /** @description Media type of the content. */
            contentType: string;
            /**
             * Format: int64
             * @description Size of the content in bytes.
             */
            sizeBytes: number;
            /** @description SHA-256 digest of the content, in hexadecimal. */
            sha256: string;
            /**
             * Format: date-time
             * @description When the document was stored.
             */
            readonly createdAt: string;
        };
        /** @description What the sender knows about a document. */
        DocumentMetadata: {
            /** @description Display name. */
            title: string;
            /** @description Kind of document. */
            category: "contract" | "statement" | "report" | "identification" | "other" | (string & {});
            /** @description The portfolio the document belongs to, or `null` for none. */
            portfolioId?: string | null;
            /**
             * Format: date
             * @description Last day of validity, or `null` if it does not expire.
             */
            validUntil?: string | null;
        };
        /** @description One page of documents. */
        DocumentPage: {
            /** @description The documents on this page. */
            items: components["schemas"]["Document"][];
            nextCursor: components["schemas"]["NextCursor"];
        };
        /** @description A label in lower case. */
        DocumentTag: string;
        /** @description A file with its metadata. */
        DocumentUpload: {
            /**
             * Format: binary
             * @description The file, up to 25 MiB.
             */
            file: FileInput;
            metadata: components["schemas"]["DocumentMetadata"];
            /** @description Labels to find the document by. */
            tags?: components["schemas"]["DocumentTag"][];
        };
        /** @description What all events have in common. */
        EventBase: {
            /** @description Kind of event. */
            type: string;
            /** @description The portfolio it happened to. */
            portfolioId: string;
            /**
             * Format: date-time
             * @description When it happened.
             */
            occurredAt: string;
        };
        /** @description One page of events. */
        EventPage: {
            /** @description The events on this page. */
            items: components["schemas"]["EventRecord"][];
            nextCursor: components["schemas"]["NextCursor"];
        };
        /** @description Confirms that an event was accepted. */
        EventReceipt: {
            /** @description The identifier the event will have. */
            id: string;
            /**
             * Format: date-time
             * @description When the event was accepted.
             */
            acceptedAt: string;
        };
        /** @description An event as it stands in the log. */
        EventRecord: {
            /** @description Identifier. */
            id: string;
            /**
             * Format: int64
             * @description Position in the log. Later events have higher numbers.
             */
            sequence: number;
            /**
             * Format: date-time
             * @description When the event was recorded.
             */
            recordedAt: string;
            event: components["schemas"]["PortfolioEvent"];
        };
        /** @description One field that is not valid. */
        FieldError: {
            /** @description JSON Pointer (RFC 6901) to the field in the request body. */
            pointer: string;
            /** @description What is wrong with the field. */
            detail: string;
        };
        /** @description Something that can be held in a portfolio. */
        Instrument: {
            isin: components["schemas"]["Isin"];
            /** @description Display name. */
            name: string;
            assetClass: components["schemas"]["AssetClass"];
        };
        /** @description International Securities Identification Number (ISO 6166). */
        Isin: string;
        /** @description An amount in a currency. */
        Money: {
            /** @description Decimal amount in major units, with up to four decimal places. */
            amount: string;
            currency: components["schemas"]["CurrencyCode"];
        };
        /** @description Cursor of the next page, or `null` on the last page. */
        NextCursor: string | null;
        /** @description A person. */
        Person: components["schemas"]["PersonInput"] & components["schemas"]["ContactRecord"] & {
            /**
             * @enum {string}
             */
            kind: "person";
        };
        /** @description A person to add. */
        PersonInput: components["schemas"]["ContactBase"] & {
            /**
             * @description Always `person`.
             * @constant
             */
            kind: "person";
            /** @description Given name. */
            givenName: string;
            /** @description Family name. */
            familyName: string;
            /**
             * Format: date
             * @description Date of birth.
             */
            birthDate?: string | null;
        };
        /** @description A portfolio with its latest valuation. */
        Portfolio: components["schemas"]["PortfolioInput"] & {
            /** @description Identifier. */
            readonly id: string;
            /** @description A frozen portfolio accepts no trades. */
            readonly status: "active" | "frozen" | "closed" | (string & {});
            /** @description Latest value, in the currency of the portfolio. */
            readonly marketValue: components["schemas"]["Money"];
            /**
             * Format: date-time
             * @description When the portfolio was created.
             */
            readonly createdAt: string;
            /**
             * Format: date-time
             * @description When the portfolio was last changed.
             */
            readonly updatedAt: string;
        };
        /** @description Something that happened to a portfolio. */
        PortfolioEvent: components["schemas"]["TradeExecuted"] | components["schemas"]["PortfolioRebalanced"] | components["schemas"]["PriceAlert"];
        /** @description The fields of a portfolio that a client can set. */
        PortfolioInput: {
            /** @description Display name. */
            name: string;
            /** @description Identifier of the user who manages the portfolio. */
            owner: string;
            /** @description The currency of valuations. It cannot be changed once there are positions. */
            currency: components["schemas"]["CurrencyCode"];
            risk: components["schemas"]["RiskLevel"];
            /**
             * @description Name of the index to compare with, or `null` for none.
             * @default null
             */
            benchmark?: string | null;
            /**
             * Format: date
             * @description The day the performance is measured from. Defaults to the day of creation.
             */
            inceptionDate?: string;
            /** @description Free-form labels, up to 20. */
            labels?: {
                [key: string]: string;
            };
            targetAllocation?: components["schemas"]["Allocation"];
        };
        /** @description One page of portfolios. */
        PortfolioPage: {
            /** @description The portfolios on this page. */
            items: components["schemas"]["Portfolio"][];
            nextCursor: components["schemas"]["NextCursor"];
        };
        /** @description The fields of a portfolio to change. `null` clears a field. */
        PortfolioPatch: {
            /** @description Name of the index to compare with, or `null` for none. */
            benchmark?: string | null;
            /** @description Labels to set. A label with the value `null` is removed. */
            labels?: {
                [key: string]: string | null;
            };
            /** @description Display name. */
            name?: string;
            /** @description Identifier of the user who manages the portfolio. */
            owner?: string;
            risk?: components["schemas"]["RiskLevel"];
            /** @description New target allocation, or `null` for none. */
            targetAllocation?: components["schemas"]["Allocation"] | null;
        };
        /** @description The weights in a portfolio were brought back to its target allocation. */
        PortfolioRebalanced: components["schemas"]["EventBase"] & {
            /**
             * @description Always `portfolio.rebalanced`.
             * @constant
             */
            type: "portfolio.rebalanced";
            /** @description The weights after the change. */
            weights: components["schemas"]["Allocation"];
        };
        /**
         * @deprecated
         * @description Value and composition of a portfolio.
         */
        PortfolioSummary: {
            /** @description Identifier of the portfolio. */
            portfolioId: string;
            marketValue: components["schemas"]["Money"];
            /**
             * Format: int32
             * @description Number of positions.
             */
            positionCount: number;
            composition: components["schemas"]["Allocation"];
        };
        /** @description How much of an instrument a portfolio holds. */
        Position: {
            instrument: components["schemas"]["Instrument"];
            /**
             * Format: double
             * @description Number of units; it may be fractional.
             */
            quantity: number;
            /** @description Price of one unit, in the currency of the instrument. */
            price: components["schemas"]["Money"];
            /** @description Value of the position, in the currency of the portfolio. */
            marketValue: components["schemas"]["Money"];
            /** @description Fraction of the value of the portfolio. */
            weight: number;
            /**
             * @description Value less purchase cost, in the currency of the portfolio, or `null` if the cost is not
             *     known.
             */
            unrealizedGain: components["schemas"]["Money"] | null;
        };
        /** @description One page of positions. */
        PositionPage: {
            /** @description The positions on this page. */
            items: components["schemas"]["Position"][];
            nextCursor: components["schemas"]["NextCursor"];
        };
        /** @description A price crossed a threshold. */
        PriceAlert: components["schemas"]["EventBase"] & {
            /**
             * @description Always `price.alert`.
             * @constant
             */
            type: "price.alert";
            isin: components["schemas"]["Isin"];
            /** @description The price that was crossed. */
            threshold: components["schemas"]["Money"];
            /** @description On which side of the threshold the price is now. */
            direction: "above" | "below" | (string & {});
        };
        /** @description What went wrong, as problem details (RFC 9457). */
        Problem: {
            /**
             * Format: uri-reference
             * @description URI of the kind of problem; it leads to a page that explains it.
             * @default about:blank
             */
            type: string;
            /** @description Short name of the kind of problem. */
            title: string;
            /** @description The HTTP status code. */
            status: number;
            /** @description What happened in this case. */
            detail?: string;
            /** @description The fields that are not valid. */
            errors?: components["schemas"]["FieldError"][];
            /**
             * Format: uri-reference
             * @description URI reference of this occurrence.
             */
            instance?: string;
            /** @description The trace of the request, to quote to support. */
            traceId?: string;
        } & {
            [key: string]: unknown;
        };
        /** @description A report and how far it is. */
        Report: components["schemas"]["ReportRequest"] & {
            /** @description Identifier. */
            readonly id: string;
            status: components["schemas"]["ReportStatus"];
            /** @description Part of the work that is done, in percent. */
            progress: number;
            /** @description The finished document, or `null` while there is none. */
            documentId: string | null;
            /** @description Why the report failed, or `null` if it did not. */
            problem: components["schemas"]["Problem"] | null;
            /**
             * Format: date-time
             * @description When the report was requested.
             */
            readonly createdAt: string;
            /**
             * Format: date-time
             * @description When the report became final, or `null` while it is not.
             */
            readonly finishedAt: string | null;
            /** @description Table of contents of a finished report. */
            outline?: components["schemas"]["ReportSection"][];
        };
        /** @description A range of days, both included. */
        ReportPeriod: {
            /**
             * Format: date
             * @description First day.
             */
            from: string;
            /**
             * Format: date
             * @description Last day.
             */
            to: string;
        };
        /** @description Confirms that a report will be prepared. */
        ReportReceipt: {
            /** @description Identifier of the report. */
            id: string;
            status: components["schemas"]["ReportStatus"];
        };
        /** @description What to report. */
        ReportRequest: {
            /** @description Subject of the report. */
            kind: "performance" | "risk" | "tax" | (string & {});
            /** @description The portfolio to report on. */
            portfolioId: string;
            period: components["schemas"]["ReportPeriod"];
            /**
             * @description Format of the finished document.
             * @default pdf
             */
            format?: "pdf" | "csv" | (string & {});
        };
        /** @description An entry in the table of contents, with the entries below it. */
        ReportSection: {
            /** @description Heading of the section. */
            title: string;
            /** @description Number of the page it begins on. */
            page: number;
            /** @description The sections inside this one. */
            sections: components["schemas"]["ReportSection"][];
        };
        /** @description How far a report is. `done`, `failed` and `canceled` are final. */
        ReportStatus: "queued" | "running" | "done" | "failed" | "canceled" | (string & {});
        /** @description Opaque identifier. The prefix shows the kind of resource. */
        ResourceId: string;
        /** @description How much the value of a portfolio may vary, from least to most. */
        RiskLevel: "conservative" | "balanced" | "growth" | "speculative" | (string & {});
        /** @description Something was bought or sold. */
        TradeExecuted: components["schemas"]["EventBase"] & {
            /**
             * @description Always `trade.executed`.
             * @constant
             */
            type: "trade.executed";
            /** @description Whether the portfolio bought or sold. */
            side: "buy" | "sell" | (string & {});
            isin: components["schemas"]["Isin"];
            /** @description Number of units; it may be fractional, down to a millionth. */
            quantity: number;
            /** @description Price of one unit. */
            price: components["schemas"]["Money"];
        };
        /** @description A user account. */
        User: {
            /** @description Identifier. */
            readonly id: string;
            /** @description Full name. */
            name: string;
            /**
             * Format: email
             * @description E-mail address, which is also the login name.
             */
            email: string;
            role: components["schemas"]["UserRole"];
            /**
             * Format: date-time
             * @description When the account was created.
             */
            readonly createdAt: string;
            /**
             * @description Whether the user can log in.
             * @default true
             */
            active?: boolean;
            /**
             * Format: int64
             * @description Personnel number in the company's own directory.
             */
            externalId?: number;
            /**
             * Format: date-time
             * @description When the user last logged in, or `null` if never.
             */
            readonly lastLoginAt?: string | null;
            /** @description Settings of the user interface. */
            preferences?: {
                [key: string]: string | number | boolean;
            };
        };
        /** @description A user account. */
        UserInput: {
            /** @description Full name. */
            name: string;
            /**
             * Format: email
             * @description E-mail address, which is also the login name.
             */
            email: string;
            role: Known<components["schemas"]["UserRole"]>;
            /**
             * @description Whether the user can log in.
             * @default true
             */
            active?: boolean;
            /**
             * Format: int64
             * @description Personnel number in the company's own directory.
             */
            externalId?: number;
            /**
             * Format: password
             * @description Initial password. It is never returned.
             */
            password?: string;
            /** @description Settings of the user interface. */
            preferences?: {
                [key: string]: string | number | boolean;
            };
        };
        /** @description One page of users. */
        UserPage: {
            /** @description The users on this page. */
            items: components["schemas"]["User"][];
            nextCursor: components["schemas"]["NextCursor"];
        };
        /** @description What a user may do. */
        UserRole: "adviser" | "analyst" | "compliance" | "administrator" | (string & {});
    };
    responses: {
        /** @description The request is malformed, for example a parameter of the wrong type. */
        BadRequest: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The request conflicts with the current state of the resource. */
        Conflict: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The credentials are valid but do not allow this operation. */
        Forbidden: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The resource does not exist, or the caller may not see it. */
        NotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The resource no longer has the version named in `If-Match`. */
        PreconditionFailed: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The service is overloaded or under maintenance. Wait `Retry-After` seconds. */
        ServiceUnavailable: {
            headers: {
                "Retry-After": components["headers"]["RetryAfter"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The caller has made too many requests. Wait `Retry-After` seconds. */
        TooManyRequests: {
            headers: {
                "Retry-After": components["headers"]["RetryAfter"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description There are no credentials, or they are not valid. */
        Unauthorized: {
            headers: {
                "WWW-Authenticate": components["headers"]["WWWAuthenticate"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The body is well-formed but breaks a rule; `errors` names the fields. */
        UnprocessableContent: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: {
        /** @description Identifier of the contact. */
        ContactId: components["schemas"]["ResourceId"];
        /** @description The `nextCursor` of the previous page. Leave it out to get the first page. */
        Cursor: string;
        /** @description Identifier of the document. */
        DocumentId: components["schemas"]["ResourceId"];
        /** @description A UUID chosen by the client, new for each intended change and the same for each retry of it. */
        IdempotencyKey: string;
        /** @description Make the change only if the portfolio still has this `ETag`; otherwise answer 412. */
        IfMatch: string;
        /** @description Answer 304 if the portfolio still has this `ETag`. */
        IfNoneMatch: string;
        /** @description Largest number of items on the page. */
        Limit: number;
        /** @description Identifier of the portfolio. */
        PortfolioId: components["schemas"]["ResourceId"];
        /** @description Identifier of the report. */
        ReportId: components["schemas"]["ResourceId"];
        /** @description Identifier of the caller's trace. It is repeated in the `traceId` of a problem. */
        TraceId: string;
    };
    requestBodies: never;
    headers: {
        /** @description Version of the portfolio, for `If-Match` and `If-None-Match`. */
        ETag: string;
        /** @description The pages around this one, by their relations `next` and `prev`; relative to the URL of the request. */
        Link: string;
        /** @description Number of seconds to wait before the next request. */
        RetryAfter: number;
        /** @description The authentication the API asks for. */
        WWWAuthenticate: string;
    };
    pathItems: never;
}
export interface operations {
    listContacts: {
        parameters: {
            query?: {
                /** @description Keep only people or only companies. */
                kind?: Known<components["schemas"]["ContactKind"]>;
                /** @description Keep only contacts whose display name or e-mail address contains this text. */
                search?: string;
                /** @description The `nextCursor` of the previous page. Leave it out to get the first page. */
                cursor?: components["parameters"]["Cursor"];
                /** @description Largest number of items on the page. */
                limit?: components["parameters"]["Limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of contacts. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContactPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    createContact: {
        parameters: {
            query?: never;
            header?: {
                /** @description A UUID chosen by the client, new for each intended change and the same for each retry of it. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        /** @description The person or company to add. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["ContactInput"];
                "text/vcard": string;
            };
        };
        responses: {
            /** @description The contact was created. */
            201: {
                headers: {
                    /** @description Where the contact is, relative to the URL of the request. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Contact"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["UnprocessableContent"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getContact: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier of the contact. */
                contactId: components["schemas"]["ResourceId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The contact. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Contact"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    deleteContact: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier of the contact. */
                contactId: components["schemas"]["ResourceId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The contact was deleted. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    updateContact: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier of the contact. */
                contactId: components["schemas"]["ResourceId"];
            };
            cookie?: never;
        };
        /** @description The fields to change. */
        requestBody: {
            content: {
                "application/merge-patch+json": components["schemas"]["ContactPatch"];
            };
        };
        responses: {
            /** @description The contact as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Contact"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["UnprocessableContent"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listCurrencies: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The supported currencies, in alphabetical order of their codes. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Currency"][];
                };
            };
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listDocuments: {
        parameters: {
            query?: {
                /** @description Keep only documents that belong to this portfolio. */
                portfolioId?: components["schemas"]["ResourceId"];
                /** @description Keep only documents that carry all of these tags. Repeat the parameter for each tag. */
                tag?: components["schemas"]["DocumentTag"][];
                /** @description The `nextCursor` of the previous page. Leave it out to get the first page. */
                cursor?: components["parameters"]["Cursor"];
                /** @description Largest number of items on the page. */
                limit?: components["parameters"]["Limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of documents. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DocumentPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    uploadDocument: {
        parameters: {
            query?: never;
            header?: {
                /** @description A UUID chosen by the client, new for each intended change and the same for each retry of it. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        /** @description The file, its metadata as a JSON part, and one part for each tag. */
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["DocumentUpload"];
            };
        };
        responses: {
            /** @description The document was stored. */
            201: {
                headers: {
                    /** @description Where the document is, relative to the URL of the request. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Document"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["UnprocessableContent"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getDocument: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier of the document. */
                documentId: components["schemas"]["ResourceId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The metadata of the document. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Document"];
                };
            };
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    deleteDocument: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier of the document. */
                documentId: components["schemas"]["ResourceId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The document was deleted. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    downloadDocument: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier of the document. */
                documentId: components["schemas"]["ResourceId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The content of the file. */
            200: {
                headers: {
                    /** @description The name under which to save the file. */
                    "Content-Disposition"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": components["schemas"]["BinaryContent"];
                    "application/pdf": components["schemas"]["BinaryContent"];
                };
            };
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listEvents: {
        parameters: {
            query?: {
                /** @description Earliest time of recording, inclusive. Defaults to 24 hours ago. */
                from?: string;
                /** @description Latest time of recording, exclusive. Defaults to now. */
                to?: string;
                /** @description The `nextCursor` of the previous page. Leave it out to get the first page. */
                cursor?: components["parameters"]["Cursor"];
                /** @description Largest number of items on the page. */
                limit?: components["parameters"]["Limit"];
            };
            header?: {
                /** @description Identifier of the caller's trace. It is repeated in the `traceId` of a problem. */
                "X-Trace-Id"?: components["parameters"]["TraceId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of events. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    publishEvent: {
        parameters: {
            query?: never;
            header?: {
                /** @description A UUID chosen by the client, new for each intended change and the same for each retry of it. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Identifier of the caller's trace. It is repeated in the `traceId` of a problem. */
                "X-Trace-Id"?: components["parameters"]["TraceId"];
            };
            path?: never;
            cookie?: never;
        };
        /** @description The event. `type` decides which fields it has. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["PortfolioEvent"];
                "application/x-ndjson": components["schemas"]["PortfolioEvent"][];
            };
        };
        responses: {
            /** @description The event was accepted for recording. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventReceipt"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["UnprocessableContent"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    exportEvents: {
        parameters: {
            query?: {
                /** @description The day, in UTC. Defaults to yesterday. */
                day?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The events of the day. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json-seq": components["schemas"]["EventRecord"];
                    "application/x-ndjson": components["schemas"]["EventRecord"];
                    "text/csv": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    streamEvents: {
        parameters: {
            query?: {
                /** @description Send only the events of this portfolio. */
                portfolioId?: components["schemas"]["ResourceId"];
            };
            header?: {
                /**
                 * @description Sequence number of the last event received. The stream continues after it; without it the
                 *     stream starts now.
                 */
                "Last-Event-ID"?: string;
                /** @description Identifier of the caller's trace. It is repeated in the `traceId` of a problem. */
                "X-Trace-Id"?: components["parameters"]["TraceId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The stream of events. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listPortfolios: {
        parameters: {
            query?: {
                /**
                 * @description Keep only portfolios kept in one of these currencies. Repeat the parameter for each
                 *     value: `currency=EUR&currency=CHF`.
                 */
                currency?: Known<components["schemas"]["CurrencyCode"]>[];
                /**
                 * @description Further conditions, all of which must hold:
                 *     `filter[owner]=usr_7h2kq9&filter[risk]=balanced`.
                 */
                filter?: {
                    /** @description Identifier of the user who manages the portfolio. */
                    owner?: string;
                    risk?: Known<components["schemas"]["RiskLevel"]>;
                    /**
                     * Format: date-time
                     * @description Keep only portfolios updated after this time.
                     */
                    updatedAfter?: string;
                };
                /** @description The `nextCursor` of the previous page. Leave it out to get the first page. */
                cursor?: components["parameters"]["Cursor"];
                /** @description Largest number of items on the page. */
                limit?: components["parameters"]["Limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of portfolios. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PortfolioPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    createPortfolio: {
        parameters: {
            query?: never;
            header?: {
                /** @description A UUID chosen by the client, new for each intended change and the same for each retry of it. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        /** @description The portfolio to open. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["PortfolioInput"];
            };
        };
        responses: {
            /** @description The portfolio was created. */
            201: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    /** @description Where the portfolio is, relative to the URL of the request. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Portfolio"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["UnprocessableContent"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getPortfolio: {
        parameters: {
            query?: never;
            header?: {
                /** @description Answer 304 if the portfolio still has this `ETag`. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /** @description Identifier of the portfolio. */
                portfolioId: components["schemas"]["ResourceId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The portfolio. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Portfolio"];
                };
            };
            /** @description The portfolio still has the version named in `If-None-Match`. */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    replacePortfolio: {
        parameters: {
            query?: never;
            header?: {
                /** @description Make the change only if the portfolio still has this `ETag`; otherwise answer 412. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description Identifier of the portfolio. */
                portfolioId: components["schemas"]["ResourceId"];
            };
            cookie?: never;
        };
        /** @description The complete new content. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["PortfolioInput"];
            };
        };
        responses: {
            /** @description The portfolio as it is now. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Portfolio"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            422: components["responses"]["UnprocessableContent"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    deletePortfolio: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier of the portfolio. */
                portfolioId: components["schemas"]["ResourceId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The portfolio was deleted. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    updatePortfolio: {
        parameters: {
            query?: never;
            header?: {
                /** @description Make the change only if the portfolio still has this `ETag`; otherwise answer 412. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description Identifier of the portfolio. */
                portfolioId: components["schemas"]["ResourceId"];
            };
            cookie?: never;
        };
        /** @description The fields to change. */
        requestBody: {
            content: {
                "application/merge-patch+json": components["schemas"]["PortfolioPatch"];
            };
        };
        responses: {
            /** @description The portfolio as it is now. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Portfolio"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            422: components["responses"]["UnprocessableContent"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listPositions: {
        parameters: {
            query?: {
                /** @description Keep only these asset classes, separated by commas: `assetClass=equity,bond`. */
                assetClass?: Known<components["schemas"]["AssetClass"]>[];
                /**
                 * @description Keep only these instruments, up to 20, separated by vertical bars:
                 *     `isin=US0378331005|CH0038863350`.
                 */
                isin?: components["schemas"]["Isin"][];
                /** @description The day of the valuation. Defaults to today. */
                asOf?: string;
                /** @description The `nextCursor` of the previous page. Leave it out to get the first page. */
                cursor?: components["parameters"]["Cursor"];
                /** @description Largest number of items on the page. */
                limit?: components["parameters"]["Limit"];
            };
            header?: never;
            path: {
                /** @description Identifier of the portfolio. */
                portfolioId: components["schemas"]["ResourceId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of positions. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PositionPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getPortfolioSummary: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier of the portfolio. */
                portfolioId: components["schemas"]["ResourceId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The summary. */
            200: {
                headers: {
                    /** @description When this operation will stop working (RFC 8594), as an HTTP date. */
                    Sunset?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PortfolioSummary"];
                };
            };
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listReports: {
        parameters: {
            query?: {
                /** @description Number of the page. */
                page?: number;
                /** @description Largest number of items on the page. */
                limit?: components["parameters"]["Limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of reports. */
            200: {
                headers: {
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Report"][];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    createReport: {
        parameters: {
            query?: never;
            header?: {
                /** @description A UUID chosen by the client, new for each intended change and the same for each retry of it. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        /** @description What to report. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReportRequest"];
                "application/x-www-form-urlencoded": components["schemas"]["ReportRequest"];
            };
        };
        responses: {
            /** @description The report will be prepared. */
            202: {
                headers: {
                    /** @description Where the report is, relative to the URL of the request. */
                    Location?: string;
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReportReceipt"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["UnprocessableContent"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getReport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier of the report. */
                reportId: components["schemas"]["ResourceId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The report, finished or not. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Report"];
                };
            };
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    cancelReport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier of the report. */
                reportId: components["schemas"]["ResourceId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The canceled report. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Report"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listUsers: {
        parameters: {
            query?: {
                /** @description Keep only users with this role. */
                role?: Known<components["schemas"]["UserRole"]>;
                /** @description Keep only active (`true`) or only suspended (`false`) accounts. */
                active?: boolean;
                /** @description The `nextCursor` of the previous page. Leave it out to get the first page. */
                cursor?: components["parameters"]["Cursor"];
                /** @description Largest number of items on the page. */
                limit?: components["parameters"]["Limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of users. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    createUser: {
        parameters: {
            query?: never;
            header?: {
                /** @description A UUID chosen by the client, new for each intended change and the same for each retry of it. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        /** @description The account to open. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["UserInput"];
            };
        };
        responses: {
            /** @description The account was created. */
            201: {
                headers: {
                    /** @description Where the user is, relative to the URL of the request. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["UnprocessableContent"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getCurrentUser: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: {
                /**
                 * @description Opaque value that routes the request to the data centre of the last login. Affects speed
                 *     only.
                 */
                session_hint?: string;
            };
        };
        requestBody?: never;
        responses: {
            /** @description The current user. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            401: components["responses"]["Unauthorized"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier of the user. */
                userId: components["schemas"]["ResourceId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The user. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
}
