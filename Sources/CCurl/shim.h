// curl_easy_setopt and curl_easy_getinfo are variadic, which Swift can't call:
// one static inline wrapper for each type of argument.
#pragma once
#include <curl/curl.h>

static inline CURLcode hub_curl_set_long(CURL *easy, CURLoption option, long value) {
  return curl_easy_setopt(easy, option, value);
}

static inline CURLcode hub_curl_set_offset(CURL *easy, CURLoption option, curl_off_t value) {
  return curl_easy_setopt(easy, option, value);
}

static inline CURLcode hub_curl_set_string(CURL *easy, CURLoption option, const char *value) {
  return curl_easy_setopt(easy, option, value);
}

static inline CURLcode hub_curl_set_pointer(CURL *easy, CURLoption option, void *value) {
  return curl_easy_setopt(easy, option, value);
}

static inline CURLcode hub_curl_set_list(
    CURL *easy, CURLoption option, struct curl_slist *value) {
  return curl_easy_setopt(easy, option, value);
}

static inline CURLcode hub_curl_set_data_function(
    CURL *easy, CURLoption option, size_t (*function)(char *, size_t, size_t, void *)) {
  return curl_easy_setopt(easy, option, function);
}

static inline CURLcode hub_curl_set_prereq_function(
    CURL *easy, int (*function)(void *, char *, char *, int, int)) {
  return curl_easy_setopt(easy, CURLOPT_PREREQFUNCTION, function);
}

static inline CURLcode hub_curl_get_long(CURL *easy, CURLINFO info, long *value) {
  return curl_easy_getinfo(easy, info, value);
}

/// A multi handle as threads share it: curl_multi_wakeup is the one function that any thread may
/// call with it, all others are for the thread that runs the transfers.
struct __attribute__((swift_attr("@Sendable"))) hub_curl_multi {
  CURLM *handle;
};

static inline struct hub_curl_multi hub_curl_multi_make(void) {
  return (struct hub_curl_multi){curl_multi_init()};
}

static inline void hub_curl_multi_wake(struct hub_curl_multi multi) {
  curl_multi_wakeup(multi.handle);
}
