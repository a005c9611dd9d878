// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/connection/profilelistmodel.h"

#include "ui/common/plaintip.h"
#include "ui/common/theme.h"
#include "ui/connection/profiletext.h"

#include <algorithm>
#include <set>

using profiles::Profile;

namespace ui {

namespace {

using Key = std::pair<profiles::Origin, QString>;

Key keyOf(const Profile &profile)
{
    return {profile.origin, profile.name};
}

} // namespace

void ProfileListModel::setProfiles(std::vector<Profile> profiles)
{
    m_all = std::move(profiles);
    show();
}

void ProfileListModel::setFilter(const QString &filter)
{
    m_filter = filter.trimmed();
    show();
}

bool ProfileListModel::fits(const Profile &profile) const
{
    const auto has = [this](const QString &text) {
        return text.contains(m_filter, Qt::CaseInsensitive);
    };
    return m_filter.isEmpty() || has(profile.name) || has(profileDetail(profile));
}

// Both lists have the same order, so whatever stays does so in place.
void ProfileListModel::show()
{
    std::vector<Profile> wanted;
    std::ranges::copy_if(m_all, std::back_inserter(wanted),
                         [this](const Profile &profile) { return fits(profile); });
    std::set<Key> keys;
    for (const Profile &profile : wanted)
        keys.insert(keyOf(profile));
    for (int row = rowCount() - 1; row >= 0; --row) {
        if (keys.contains(keyOf(m_shown[size_t(row)])))
            continue;
        beginRemoveRows({}, row, row);
        m_shown.erase(m_shown.begin() + row);
        endRemoveRows();
    }
    for (int row = 0; row < int(wanted.size()); ++row) {
        const Profile &profile = wanted[size_t(row)];
        const bool there = row < rowCount() && keyOf(m_shown[size_t(row)]) == keyOf(profile);
        if (!there) {
            beginInsertRows({}, row, row);
            m_shown.insert(m_shown.begin() + row, profile);
            endInsertRows();
        } else if (m_shown[size_t(row)] != profile) {
            m_shown[size_t(row)] = profile;
            emit dataChanged(index(row), index(row));
        }
    }
    if (rowCount() == int(wanted.size()))
        return;
    // The order was another one after all.
    beginResetModel();
    m_shown = std::move(wanted);
    endResetModel();
}

const Profile *ProfileListModel::at(const QModelIndex &index) const
{
    return index.isValid() && index.row() < rowCount() ? &m_shown[size_t(index.row())] : nullptr;
}

QModelIndex ProfileListModel::indexOf(profiles::Origin origin, const QString &name) const
{
    const auto found = std::ranges::find(m_shown, Key(origin, name), &keyOf);
    return found == m_shown.end() ? QModelIndex() : index(int(found - m_shown.begin()));
}

int ProfileListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_shown.size());
}

QVariant ProfileListModel::data(const QModelIndex &index, int role) const
{
    const Profile *profile = at(index);
    if (!profile)
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return profile->name;
    case Qt::ToolTipRole:
        return plainTip(profileTip(*profile));
    case Qt::AccessibleTextRole:
        return profileSpoken(*profile);
    case DetailRole:
        return profileDetail(*profile);
    case OriginRole:
        return int(profile->origin);
    case SelectedRole:
        return profile->selected;
    case ReadOnlyRole:
        return profile->extras.readOnly;
    case BrokenRole:
        return profile->problem.has_value();
    case ColorRole:
        return connectionColorNamed(profile->settings.colorScheme).value_or(-1);
    default:
        return {};
    }
}

} // namespace ui
