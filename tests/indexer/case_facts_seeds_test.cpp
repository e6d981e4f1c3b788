#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "casebook/annotation.hpp"
#include "casebook/ingest.hpp"
#include "catch.hpp"
#include "test_data.hpp"

namespace casebook {
namespace {

