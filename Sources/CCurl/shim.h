// curl_easy_setopt and curl_easy_getinfo are variadic, which Swift can't call:
// one static inline wrapper for each type of argument.
#pragma once
#include <curl/curl.h>
