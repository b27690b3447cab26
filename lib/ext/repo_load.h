/* SPDX-License-Identifier: MIT */
#ifndef MC_EXT_REPO_LOAD_H
#define MC_EXT_REPO_LOAD_H

/* Only for lib/ext/repo*.c: what the rest of the program sees of repositories is ext/repo.h. */
#include <git2.h>
#include <git2/sys/repository.h>
#include <stdbool.h>

#include "base/err.h"

/** The calls of libgit2 that the adapter uses, without their prefix "git_". */
#define MC_GIT_CALLS(X) \
	X(branch_iterator_free) \
	X(branch_iterator_new) \
	X(branch_name) \
	X(branch_next) \
	X(buf_dispose) \
	X(commit_author) \
	X(commit_create) \
	X(commit_create_v) \
	X(commit_free) \
	X(commit_id) \
	X(commit_lookup) \
	X(commit_message) \
	X(commit_parent_id) \
	X(commit_parentcount) \
	X(commit_time) \
	X(commit_tree) \
	X(commit_tree_id) \
	X(config_free) \
	X(config_get_string_buf) \
	X(config_new) \
	X(config_open_default) \
	X(credential_ssh_key_from_agent) \
	X(credential_username_new) \
	X(credential_userpass_plaintext_new) \
	X(diff_free) \
	X(diff_get_delta) \
	X(diff_num_deltas) \
	X(diff_tree_to_tree) \
	X(error_last) \
	X(graph_descendant_of) \
	X(index_add_all) \
	X(index_add_from_buffer) \
	X(index_clear) \
	X(index_free) \
	X(index_write) \
	X(index_write_tree) \
	X(indexer_append) \
	X(indexer_commit) \
	X(indexer_free) \
	X(indexer_new) \
	X(libgit2_init) \
	X(libgit2_opts) \
	X(merge_base) \
	X(object_free) \
	X(object_id) \
	X(object_lookup) \
	X(object_peel) \
	X(odb_exists) \
	X(odb_free) \
	X(odb_hash) \
	X(odb_object_data) \
	X(odb_object_free) \
	X(odb_object_size) \
	X(odb_open) \
	X(odb_read) \
	X(odb_read_header) \
	X(oid_equal) \
	X(oid_fromstr) \
	X(oid_tostr) \
	X(reference_create) \
	X(reference_dwim) \
	X(reference_free) \
	X(reference_name) \
	X(reference_name_to_id) \
	X(reference_peel) \
	X(remote_connect) \
	X(remote_connect_ext) \
	X(remote_create_anonymous) \
	X(remote_create_detached) \
	X(remote_default_branch) \
	X(remote_disconnect) \
	X(remote_download) \
	X(remote_free) \
	X(remote_ls) \
	X(remote_update_tips) \
	X(repository_free) \
	X(repository_head) \
	X(repository_index) \
	X(repository_init_ext) \
	X(repository_is_shallow) \
	X(repository_odb) \
	X(repository_open_bare) \
	X(repository_set_config) \
	X(repository_set_head) \
	X(repository_set_head_detached) \
	X(revparse_single) \
	X(revwalk_free) \
	X(revwalk_hide) \
	X(revwalk_new) \
	X(revwalk_next) \
	X(revwalk_push) \
	X(revwalk_sorting) \
	X(signature_free) \
	X(signature_new) \
	X(signature_now) \
	X(tree_entry_byindex) \
	X(tree_entry_bypath) \
	X(tree_entry_filemode) \
	X(tree_entry_free) \
	X(tree_entry_id) \
	X(tree_entry_name) \
	X(tree_entrycount) \
	X(tree_free) \
	X(tree_id) \
	X(tree_lookup)

/** libgit2, loaded: git.tree_lookup(…) is git_tree_lookup(…). */
struct mc_git {
#define X(name) __typeof__(&git_##name) name;
	MC_GIT_CALLS(X)
#undef X
};

/**
 * Loads libgit2 at its first use (linking it would cost every start of the program 2 ms) and makes it safe
 * for repositories that nobody trusts: no configuration of the user or the machine, no check of the owner (a
 * teacher grades folders of students), object hashes verified. The library stays loaded until the program
 * ends.
 *
 * Errors: MC_E_TOOL (the library is not installed, or another version; the hint names the package).
 */
struct mc_err *mc_git_load(struct mc_git *git) MC_MUST_USE;

/** Lets libgit2 read the user's configuration, or forbids it again. */
void mc_git_allow_config(const struct mc_git *git, bool is_allowed);

/** The message of libgit2's last error, for the end of a message of ours; borrowed until its next call. */
const char *mc_git_message(const struct mc_git *git);

#endif
