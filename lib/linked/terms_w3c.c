/* SPDX-License-Identifier: MIT */
/* Source: the contexts of Verifiable Credentials 2.0 and Data Integrity (W3C), as published. */
#include "linked/terms_table.h"

static const struct mc_term bitstring_status_list_terms[] = {
	{ "encodedList", STATUS("encodedList"), TYPED(SECURITY("multibase")) },
	{ "statusPurpose", STATUS("statusPurpose"), IS_PLAIN },
	{ "ttl", STATUS("ttl"), IS_PLAIN },
};
static const struct mc_scope bitstring_status_list_scope = SCOPE(bitstring_status_list_terms);

static const struct mc_term status_message_terms[] = {
	{ "message", STATUS("message"), IS_PLAIN },
	{ "status", STATUS("status"), IS_PLAIN },
};
static const struct mc_scope status_message_scope = SCOPE(status_message_terms);

static const struct mc_term bitstring_status_list_entry_terms[] = {
	{ "statusListCredential", STATUS("statusListCredential"), IS_IRI },
	{ "statusListIndex", STATUS("statusListIndex"), IS_PLAIN },
	{ "statusMessage", STATUS("statusMessage"), .scope = &status_message_scope },
	{ "statusPurpose", STATUS("statusPurpose"), IS_PLAIN },
	{ "statusReference", STATUS("statusReference"), IS_IRI },
	{ "statusSize", STATUS("statusSize"), TYPED(XSDS("integer")) },
};
static const struct mc_scope bitstring_status_list_entry_scope = SCOPE(bitstring_status_list_entry_terms);

static const struct mc_term proof_purpose_terms[] = {
	{ "assertionMethod", SECURITY("assertionMethod"), IS_IRI, IN_SET },
	{ "authentication", SECURITY("authenticationMethod"), IS_IRI, IN_SET },
	{ "capabilityDelegation", SECURITY("capabilityDelegationMethod"), IS_IRI, IN_SET },
	{ "capabilityInvocation", SECURITY("capabilityInvocationMethod"), IS_IRI, IN_SET },
	{ "keyAgreement", SECURITY("keyAgreementMethod"), IS_IRI, IN_SET },
};
static const struct mc_scope proof_purpose_scope = SCOPE(proof_purpose_terms);

static const struct mc_term data_integrity_proof_terms[] = {
	{ "challenge", SECURITY("challenge"), IS_PLAIN },
	{ "created", "<http://purl.org/dc/terms/created>", TYPED(XSD("dateTime")) },
	{ "cryptosuite", SECURITY("cryptosuite"), TYPED(SECURITY("cryptosuiteString")) },
	{ "domain", SECURITY("domain"), IS_PLAIN },
	{ "expires", SECURITY("expiration"), TYPED(XSD("dateTime")) },
	{ "nonce", SECURITY("nonce"), IS_PLAIN },
	{ "previousProof", SECURITY("previousProof"), IS_IRI },
	{ "proofPurpose", SECURITY("proofPurpose"), IS_VOCAB, .scope = &proof_purpose_scope },
	{ "proofValue", SECURITY("proofValue"), TYPED(SECURITY("multibase")) },
	{ "verificationMethod", SECURITY("verificationMethod"), IS_IRI },
};
static const struct mc_scope data_integrity_proof_scope = SCOPE(data_integrity_proof_terms);

static const struct mc_term json_schema_terms[] = {
	{ "jsonSchema", CREDENTIALS("jsonSchema"), IS_JSON },
};
static const struct mc_scope json_schema_scope = SCOPE(json_schema_terms);

static const struct mc_term verifiable_credential_terms[] = {
	{ "confidenceMethod", CREDENTIALS("confidenceMethod"), IS_IRI },
	{ "credentialSchema", CREDENTIALS("credentialSchema"), IS_IRI },
	{ "credentialStatus", CREDENTIALS("credentialStatus"), IS_IRI },
	{ "credentialSubject", CREDENTIALS("credentialSubject"), IS_IRI },
	{ "description", SCHEMA("description"), IS_PLAIN },
	{ "evidence", CREDENTIALS("evidence"), IS_IRI },
	{ "issuer", CREDENTIALS("issuer"), IS_IRI },
	{ "name", SCHEMA("name"), IS_PLAIN },
	{ "proof", SECURITY("proof"), IS_IRI, IN_GRAPH },
	{ "refreshService", CREDENTIALS("refreshService"), IS_IRI },
	{ "relatedResource", CREDENTIALS("relatedResource"), IS_IRI },
	{ "renderMethod", CREDENTIALS("renderMethod"), IS_IRI },
	{ "termsOfUse", CREDENTIALS("termsOfUse"), IS_IRI },
	{ "validFrom", CREDENTIALS("validFrom"), TYPED(XSD("dateTime")) },
	{ "validUntil", CREDENTIALS("validUntil"), TYPED(XSD("dateTime")) },
};
static const struct mc_scope verifiable_credential_scope = SCOPE(verifiable_credential_terms);

static const struct mc_term verifiable_presentation_terms[] = {
	{ "holder", CREDENTIALS("holder"), IS_IRI },
	{ "proof", SECURITY("proof"), IS_IRI, IN_GRAPH },
	{ "termsOfUse", CREDENTIALS("termsOfUse"), IS_IRI },
	{ "verifiableCredential", CREDENTIALS("verifiableCredential"), IS_IRI, IN_GRAPH },
};
static const struct mc_scope verifiable_presentation_scope = SCOPE(verifiable_presentation_terms);

static const struct mc_term cnf_terms[] = {
	{ "jwk", JWT("jwk"), IS_JSON },
	{ "kid", JWT("kid"), IS_IRI },
};
static const struct mc_scope cnf_scope = SCOPE(cnf_terms);

static const struct mc_term credentials_terms[] = {
	{ "...", JWT("..."), IS_PLAIN },
	{ "BitstringStatusList", STATUS("BitstringStatusList"), .scope = &bitstring_status_list_scope },
	{ "BitstringStatusListCredential", STATUS("BitstringStatusListCredential"), IS_PLAIN },
	{ "BitstringStatusListEntry", STATUS("BitstringStatusListEntry"),
	  .scope = &bitstring_status_list_entry_scope },
	{ "DataIntegrityProof", SECURITY("DataIntegrityProof"), .scope = &data_integrity_proof_scope },
	{ "EnvelopedVerifiableCredential", CREDENTIALS("EnvelopedVerifiableCredential"), IS_PLAIN },
	{ "EnvelopedVerifiablePresentation", CREDENTIALS("EnvelopedVerifiablePresentation"), IS_PLAIN },
	{ "JsonSchema", CREDENTIALS("JsonSchema"), .scope = &json_schema_scope },
	{ "JsonSchemaCredential", CREDENTIALS("JsonSchemaCredential"), IS_PLAIN },
	{ "VerifiableCredential", CREDENTIALS("VerifiableCredential"),
	  .scope = &verifiable_credential_scope },
	{ "VerifiablePresentation", CREDENTIALS("VerifiablePresentation"),
	  .scope = &verifiable_presentation_scope },
	{ "_sd", JWT("_sd"), IS_JSON },
	{ "_sd_alg", JWT("_sd_alg"), IS_PLAIN },
	{ "aud", JWT("aud"), IS_IRI },
	{ "cnf", JWT("cnf"), .scope = &cnf_scope },
	{ "description", SCHEMA("description"), IS_PLAIN },
	{ "digestMultibase", SECURITY("digestMultibase"), TYPED(SECURITY("multibase")) },
	{ "digestSRI", CREDENTIALS("digestSRI"), TYPED(CREDENTIALS("sriString")) },
	{ "exp", JWT("exp"), TYPED(XSDS("nonNegativeInteger")) },
	{ "iat", JWT("iat"), TYPED(XSDS("nonNegativeInteger")) },
	{ "iss", JOSE("iss"), IS_IRI },
	{ "jku", JOSE("jku"), IS_IRI },
	{ "kid", JOSE("kid"), IS_IRI },
	{ "mediaType", SCHEMA("encodingFormat"), IS_PLAIN },
	{ "name", SCHEMA("name"), IS_PLAIN },
	{ "nbf", JWT("nbf"), TYPED(XSDS("nonNegativeInteger")) },
	{ "sub", JOSE("sub"), IS_IRI },
	{ "x5u", JOSE("x5u"), IS_IRI },
};
const struct mc_scope mc_terms_credentials = SCOPE(credentials_terms);

static const struct mc_term data_integrity_terms[] = {
	{ "DataIntegrityProof", SECURITY("DataIntegrityProof"), .scope = &data_integrity_proof_scope },
	{ "proof", SECURITY("proof"), IS_IRI, IN_GRAPH },
};
const struct mc_scope mc_terms_data_integrity = SCOPE(data_integrity_terms);
