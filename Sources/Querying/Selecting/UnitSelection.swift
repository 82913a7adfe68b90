/// Which units a question is about: all of them, or those that match each kind of condition given.
///
/// Names of one kind widen the selection, kinds narrow it: two counties and a city are the units of either county, as
/// far as they lie in the city.  A place is named by name (道县), with those it lies in (永州市道县), or by code (431124).
public struct UnitSelection: Hashable, Sendable {
    public var units: [String]
    public var counties: [String]
    public var cities: [String]
    public var provinces: [String]

    public static let all = UnitSelection()

    public init(units: [String] = [], counties: [String] = [], cities: [String] = [], provinces: [String] = []) {
        self.units = units
        self.counties = counties
        self.cities = cities
        self.provinces = provinces
    }

    var isAll: Bool { self == .all }

    func names(at level: PlaceLevel) -> [String] {
        switch level {
        case .county: counties
        case .city: cities
        case .province: provinces
        }
    }
}
