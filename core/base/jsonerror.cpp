// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/base/jsonerror.h"

#include <QtCore/QCoreApplication>

#include <rapidjson/error/error.h>

namespace base::json {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Json)
};

} // namespace

QString parseErrorText(int code)
{
    switch (code) {
    case rapidjson::kParseErrorDocumentEmpty:
        return Text::tr("a value is expected, there is nothing");
    case rapidjson::kParseErrorDocumentRootNotSingular:
        return Text::tr("only white space may follow the value");
    case rapidjson::kParseErrorObjectMissName:
        return Text::tr("a name in quotes or “}” is expected");
    case rapidjson::kParseErrorObjectMissColon:
        return Text::tr("a colon is expected after the name");
    case rapidjson::kParseErrorObjectMissCommaOrCurlyBracket:
        return Text::tr("a comma or “}” is expected");
    case rapidjson::kParseErrorArrayMissCommaOrSquareBracket:
        return Text::tr("a comma or “]” is expected");
    case rapidjson::kParseErrorStringUnicodeEscapeInvalidHex:
        return Text::tr("four hexadecimal digits are expected after \\u");
    case rapidjson::kParseErrorStringUnicodeSurrogateInvalid:
        return Text::tr("half of a surrogate pair in a \\u escape");
    case rapidjson::kParseErrorStringEscapeInvalid:
        return Text::tr("unknown escape after “\\”, or a control character that is not escaped");
    case rapidjson::kParseErrorStringMissQuotationMark:
        return Text::tr("the closing quote of this text is missing");
    case rapidjson::kParseErrorStringInvalidEncoding:
        return Text::tr("this text has a control character or bytes that are not UTF-8");
    case rapidjson::kParseErrorNumberTooBig:
        return Text::tr("this number is beyond what JSON readers can hold");
    case rapidjson::kParseErrorNumberMissFraction:
        return Text::tr("a digit is expected after the decimal point");
    case rapidjson::kParseErrorNumberMissExponent:
        return Text::tr("a digit is expected in the exponent");
    default:
        return Text::tr("a value is expected");
    }
}

} // namespace base::json
