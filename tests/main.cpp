#define CATCH_CONFIG_MAIN
#include "catch.hpp"

#if defined(CASEBOOK_THREAD_SANITIZER)
// ICU makes its tables once behind atomics that ThreadSanitizer cannot see, for Debian's ICU is not
// instrumented: the second thread to use one would be reported. What we do around ICU stays watched.
extern "C" const char* __tsan_default_suppressions();
extern "C" const char* __tsan_default_suppressions() {
    return "called_from_lib:libicuuc.so\ncalled_from_lib:libicui18n.so\n";
}
#endif
